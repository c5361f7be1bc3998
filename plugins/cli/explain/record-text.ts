import {
  type ConditionTrace,
  type DecisionRecord,
  type EntryRecord,
  type FieldChange,
  jsonText,
  printableLine,
  type StatusFieldRecord,
} from '../../../core/index.ts';
import type { Style } from '../style.ts';

const MARKS: Readonly<Record<EntryRecord['decision'], string>> = {
  created: '+',
  adopted: '+',
  updated: '~',
  replaced: '±',
  unchanged: '=',
  kept: '≠',
  immutable: '≠',
  foreign: '✗',
  skipped: '·',
  deleted: '-',
  released: '-',
  pending: '…',
  failed: '✗',
  'not-reached': '?',
};

/** A decision record for people: what became of each entry and, where conditions decided, what they saw. */
export function recordText(record: DecisionRecord, style: Style): string {
  const { attempt, crd, durationMs, generation, lane, object, outcome, writes } = record;
  const time = new Date(record.atMs).toISOString().slice(11, 19);
  const facts = [
    `${Math.round(durationMs)} ms`,
    lane,
    `generation ${generation}`,
    `${writes} ${writes === 1 ? 'write' : 'writes'}`,
    ...(outcome === 'failed' ? [`failure ${attempt} in a row`] : []),
  ];
  const paint = outcome === 'failed' ? style.red : style.green;
  const head = `${style.dim(time)} ${crd} ${style.bold(object)} ${paint(outcome)} (${facts.join(', ')})`;
  const lines = [
    ...(record.message === '' ? [] : [printableLine(record.message)]),
    ...record.stages.map(
      ({ message, outcome: came, stage }) =>
        `${stage} ${came}${message === undefined ? '' : `: ${printableLine(message)}`}`,
    ),
    ...record.entries.flatMap((entry) => entryLines(entry, style)),
    ...record.status.fields
      .filter(({ outcome: came }) => came !== 'unchanged')
      .flatMap(statusLines),
    ...(record.error === undefined
      ? []
      : [style.red(printableLine(`${record.error.code}: ${record.error.message}`))]),
    ...(record.requeueAfterMs === undefined ? [] : [`again in ${record.requeueAfterMs / 1000}s`]),
  ];
  return [head, ...lines.map((line) => `  ${line}`)].join('\n').concat('\n');
}

/** One line for a record, for views that have no room for more. */
export function recordSummary({ entries, error, outcome }: DecisionRecord): string {
  if (error !== undefined) return printableLine(`${outcome}: ${error.message}`);
  const told = entries.filter(({ decision }) => decision !== 'unchanged' && decision !== 'skipped');
  if (told.length === 0) return outcome === 'settled' ? 'nothing to do' : outcome;
  return told.map(({ decision, name, resource }) => `${decision} ${resource}/${name}`).join(', ');
}

function entryLines(record: EntryRecord, style: Style): readonly string[] {
  const {
    changes = [],
    stored = [],
    conditions,
    decision,
    entry,
    error,
    name,
    namespace,
    reason,
    resource,
  } = record;
  const place = placeText({ namespace, name });
  const why = printableLine(error ?? reason);
  const head = `${MARKS[decision]} ${resource} ${place} ${decision}${why === '' ? '' : `: ${why}`} ${style.dim(entry)}`;
  const fields = changes.map((change) => changeText(change, 'differs'));
  const otherwise = stored.map((change) => changeText(change, 'stored otherwise'));
  return [head, ...conditions.map((each) => `    ${conditionText(each)}`), ...fields, ...otherwise];
}

/** Where an object is. */
export function placeText({ name, namespace }: Pick<EntryRecord, 'name' | 'namespace'>): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** A line for a field that differs from what is stored, or that is stored otherwise than it was sent. */
export function changeText(change: FieldChange, how: 'differs' | 'stored otherwise'): string {
  if (isHidden(change)) return printableLine(`    ${change.path}: ${how} (hidden)`);
  const [from, to] = [valueText(change.from), valueText(change.to)];
  const values = how === 'differs' ? `${from} → ${to}` : `sent ${from}, stored ${to}`;
  return printableLine(`    ${change.path}: ${values}`);
}

/** Of what is secret the place alone is told. */
function isHidden(change: FieldChange): boolean {
  return !('from' in change) && !('to' in change);
}

function statusLines(field: StatusFieldRecord): readonly string[] {
  const { conditions, error, outcome, path, value } = field;
  const detail = error ?? (outcome === 'set' ? valueText(value) : '');
  const head = `status.${path} ${outcome}${detail === '' ? '' : `: ${detail}`}`;
  return [printableLine(head), ...conditions.map((each) => `    ${conditionText(each)}`)];
}

function conditionText({ error, passed, saw, text }: ConditionTrace): string {
  const fault = error === undefined ? '' : `, ${error}`;
  return printableLine(`${passed ? '✓' : '✗'} ${text} (saw ${jsonText(saw)}${fault})`);
}

function valueText(value: unknown): string {
  const text = value === undefined ? 'absent' : jsonText(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
