import { printableLine } from '../../../core/index.ts';
import { changeText, placeText } from '../explain/record-text.ts';
import type { Style } from '../style.ts';
import type { CustomResourceOutlook, ObjectOutlook, Outlook } from './outlook.ts';

const WORDS: Readonly<Record<Outlook, readonly [mark: string, words: string]>> = {
  'would-create': ['+', 'would be created'],
  'would-adopt': ['+', 'would be taken over'],
  'would-update': ['~', 'would change'],
  'would-replace': ['±', 'would be deleted and made anew'],
  'would-remove': ['-', 'would be removed'],
  'would-release': ['-', 'would be let go'],
  'as-declared': ['=', 'as declared'],
  kept: ['≠', 'kept'],
  immutable: ['≠', 'immutable'],
  foreign: ['✗', 'foreign'],
  skipped: ['·', 'skipped'],
  pending: ['…', 'pending'],
  'would-fail': ['✗', 'would fail'],
  'not-reached': ['?', 'not reached'],
};

/** What would become of the objects of custom resources, for people. */
export function outlooksText(outlooks: readonly CustomResourceOutlook[], style: Style): string {
  return outlooks.map((each) => outlookText(each, style)).join('\n');
}

function outlookText(
  { crd, error, object, objects, warnings }: CustomResourceOutlook,
  style: Style,
): string {
  const lines = [
    ...warnings.map(printableLine),
    ...(error === undefined ? [] : [style.red(printableLine(`${error.code}: ${error.message}`))]),
    ...objects.flatMap((each) => objectLines(each, style)),
  ];
  const head = `${crd} ${style.bold(object)} ${style.dim('nothing is stored: this is what would become of it')}`;
  return [head, ...lines.map((line) => `  ${line}`)].join('\n').concat('\n');
}

function objectLines(object: ObjectOutlook, style: Style): readonly string[] {
  const { changes = [], entry, outcome, reason, resource, stored = [] } = object;
  const [mark, words] = WORDS[outcome];
  const isPlain = outcome === 'as-declared' || reason === '';
  const why = isPlain ? '' : `: ${printableLine(reason)}`;
  return [
    `${mark} ${resource} ${placeText(object)} ${words}${why} ${style.dim(entry)}`,
    ...changes.map((change) => changeText(change, 'differs')),
    ...stored.map((change) => changeText(change, 'stored otherwise')),
  ];
}
