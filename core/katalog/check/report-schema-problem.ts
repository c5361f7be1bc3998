import { nearestWord, type SchemaProblem } from '../../../schemas/index.ts';
import { otherSpellingsAt } from '../normalize/alias-table.ts';
import { ProblemCode } from '../problem-code.ts';
import { nodeAt } from '../source/node-path.ts';
import type { NodePath } from '../source/source-node.ts';
import { conditionForm } from './condition-form.ts';
import type { DocumentContext } from './document-context.ts';
import type { EntryKinds } from './entry-problems.ts';
import { forEachForm, keyOfOtherTools, operatorOfSign } from './foreign-spelling.ts';
import {
  isKindOfLanguage,
  KIND_WORDS,
  kindRefusalOf,
  refusalOf,
  valueRefusalOf,
} from './unbuilt.ts';

const CODES = {
  unknown: ProblemCode.FieldUnknown,
  missing: ProblemCode.FieldMissing,
  invalid: ProblemCode.ValueInvalid,
} as const;

/** Tells what does not fit a schema; parts of the language that are not built yet are named as such. */
export function reportSchemaProblem(
  context: DocumentContext,
  problem: SchemaProblem,
  kinds: EntryKinds,
): void {
  const { path, kind, message, found, expected, nearest } = problem;
  const rest = kind === 'unknown' ? leftovers(context, path) : [];
  if (rest.length > 0) {
    for (const inner of rest) reportSchemaProblem(context, inner, kinds);
    return;
  }
  if (kind === 'invalid' && tellWrongPart(context, path, kinds)) return;
  const at = kind === 'invalid' ? 'value' : 'key';
  const refusal =
    kind === 'missing' ? undefined : (refusalOf(path) ?? valueRefusalOf(path, found ?? ''));
  const spelling = nearest === undefined ? otherSpelling(path, kind, found) : undefined;
  const hint = spelling === undefined ? '' : `, did you mean ${spelling}?`;
  const form = kind === 'invalid' ? conditionForm(path, found) + forEachForm(path, found) : '';
  const own = { code: CODES[kind], message: `${message}${hint}${form}`, found, expected };
  context.error(path, refusal ?? { ...own, nearest: nearest ?? spelling }, { at });
}

/** What no rule moved out of a group of another spelling (`reconcile: { worker: 3 }`): its keys are unknown, not it. */
function leftovers(context: DocumentContext, path: NodePath): readonly SchemaProblem[] {
  const known = path[1] === 'crds' ? otherSpellingsAt(path.slice(3)) : [];
  const group = nodeAt(context.root, path);
  if (known.length === 0 || group?.kind !== 'map') return [];
  return group.entries.map(({ key }) => ({
    path: [...path, key],
    kind: 'unknown',
    message: `unknown field ${key}`,
    found: key,
    expected: [...known].sort().join(', '),
  }));
}

/**
 * Tells of a part that is wrong by its name or by what it holds, where the schema only says that its value is of the
 * wrong type: what is no kind of resource in a block, and parts that are not built in a map that may not be one.
 */
function tellWrongPart(context: DocumentContext, path: NodePath, kinds: EntryKinds): boolean {
  const key = String(path.at(-1));
  if (isInBlock(path) && typeof path.at(-1) === 'string' && !isKind(key, kinds)) {
    const isOfDeletion = OF_DELETION.has(key) && path.includes('groups');
    const place = isOfDeletion ? `, ${key} stands in onDelete itself` : '';
    const own = { code: ProblemCode.FieldUnknown, message: `unknown field ${key}${place}` };
    const expected = 'kinds of resources, when and or';
    const refusal = refusalOf(path) ?? kindRefusalOf(key);
    context.error(path, refusal ?? { ...own, found: key, expected });
    return true;
  }
  const node = nodeAt(context.root, path);
  const refused = node?.kind === 'map' ? node.entries : [];
  const refusals = refused.flatMap((entry) => {
    const refusal = refusalOf([...path, entry.key]);
    return refusal === undefined ? [] : [{ path: [...path, entry.key], refusal }];
  });
  for (const inner of refusals) context.error(inner.path, inner.refusal);
  return refusals.length > 0;
}

function isKind(key: string, kinds: EntryKinds): boolean {
  return kinds(key) !== undefined || isKindOfLanguage(key);
}

const OF_DELETION: ReadonlySet<string> = new Set(['ordered', 'timeout', 'groups', 'when', 'or']);

/** Whether the path is that of a direct part of a block of resources. */
function isInBlock(path: NodePath): boolean {
  if (path[1] !== 'crds' || path[3] !== 'operatorBox') return false;
  const [section, ...rest] = path.slice(4);
  if (section !== 'onCreate' && section !== 'onReconcile' && section !== 'onDelete') return false;
  if (rest.length === 1) return !(section === 'onDelete' && OF_DELETION.has(String(rest[0])));
  return rest.length === 3 && rest[0] === 'groups';
}

/** The nearest of the spellings that the canonical form does not have in this place. */
function otherSpelling(
  path: NodePath,
  kind: SchemaProblem['kind'],
  found: string | undefined,
): string | undefined {
  if (path[0] !== 'spec' || path[1] !== 'crds') return undefined;
  const key = String(path.at(-1));
  if (kind === 'invalid') {
    const text = found?.replaceAll('"', '') ?? '';
    if (key === 'operator') return operatorOfSign(path, text);
    if (path.at(-2) !== 'apiTypes') return undefined;
    if (key === 'kind') return kindLike(text);
    if (key === 'version') return /^\d+((alpha|beta)\d+)?$/.test(text) ? `v${text}` : undefined;
    return text === text.toLowerCase() ? undefined : text.toLowerCase();
  }
  if (kind === 'missing') return undefined;
  // Rules have no shorthand for it (katalog-language §4.3).
  if (path[4] === 'rules' && RULE_OPERATORS.has(key)) return `operator: ${key}`;
  return keyOfOtherTools(path) ?? nearestWord(key, otherSpellingsAt(path.slice(3, -1)));
}

const RULE_OPERATORS: ReadonlySet<string> = new Set(['exists', 'notExists']);

/** The kind that a word in small letters, or in the plural, means. */
function kindLike(word: string): string | undefined {
  const kinds = KIND_WORDS.filter((key) => !NO_KINDS.has(key)).map(
    (key) =>
      key.charAt(0).toUpperCase() +
      key
        .slice(1)
        .replace(/ies$/, 'y')
        .replace(/sses$/, 'ss')
        .replace(/(?<!s)s$/, ''),
  );
  return nearestWord(word, kinds) ?? (/^[a-z]\w*$/.test(word) ? capitalised(word) : undefined);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Short names of lists that are not made of the name of their kind. */
const NO_KINDS: ReadonlySet<string> = new Set(['custom', 'hpa', 'pdb']);

/**
 * Tells that a block holds something that is no kind of resource, or one that no provider has.
 *
 * @returns `true` when the language has such a kind, which is refused by its name
 */
export function reportUnknownKind(
  context: DocumentContext,
  path: NodePath,
  kinds: readonly string[],
): boolean {
  const found = String(path.at(-1));
  const refusal = refusalOf(path) ?? kindRefusalOf(found);
  if (refusal !== undefined) {
    context.error(path, refusal);
    return true;
  }
  const nearest = nearestWord(found, [...kinds, ...KIND_WORDS]);
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  context.error(path, {
    code: ProblemCode.FieldUnknown,
    message: `${found} is no kind of resource${hint}`,
    found,
    expected: [...kinds].sort().join(', '),
    nearest,
  });
  return false;
}
