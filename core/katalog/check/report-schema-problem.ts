import { nearestWord, type SchemaProblem } from '../../../schemas/index.ts';
import { otherSpellingsAt } from '../normalize/alias-table.ts';
import { ProblemCode } from '../problem-code.ts';
import { nodeAt } from '../source/node-path.ts';
import type { NodePath } from '../source/source-node.ts';
import type { DocumentContext } from './document-context.ts';
import { KIND_WORDS, kindRefusalOf, refusalOf } from './unbuilt.ts';

const CODES = {
  unknown: ProblemCode.FieldUnknown,
  missing: ProblemCode.FieldMissing,
  invalid: ProblemCode.ValueInvalid,
} as const;

/** Tells what does not fit a schema; parts of the language that are not built yet are named as such. */
export function reportSchemaProblem(context: DocumentContext, problem: SchemaProblem): void {
  const { path, kind, message, found, expected, nearest } = problem;
  const rest = kind === 'unknown' ? leftovers(context, path) : [];
  if (rest.length > 0) {
    for (const inner of rest) reportSchemaProblem(context, inner);
    return;
  }
  const at = kind === 'invalid' ? 'value' : 'key';
  const refusal = kind === 'missing' ? undefined : refusalOf(path);
  const spelling = kind === 'unknown' && nearest === undefined ? otherSpelling(path) : undefined;
  const hint = spelling === undefined ? '' : `, did you mean ${spelling}?`;
  const own = { code: CODES[kind], message: `${message}${hint}`, found, expected };
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

/** The nearest of the spellings that the canonical form does not have in this place. */
function otherSpelling(path: NodePath): string | undefined {
  if (path[0] !== 'spec' || path[1] !== 'crds') return undefined;
  return nearestWord(String(path.at(-1)), otherSpellingsAt(path.slice(3, -1)));
}

/** Tells that a block holds something that is no kind of resource, or one that no provider has. */
export function reportUnknownKind(
  context: DocumentContext,
  path: NodePath,
  kinds: readonly string[],
): void {
  const found = String(path.at(-1));
  const refusal = refusalOf(path) ?? kindRefusalOf(found);
  if (refusal !== undefined) {
    context.error(path, refusal);
    return;
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
}
