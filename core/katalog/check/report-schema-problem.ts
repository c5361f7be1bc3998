import { nearestWord, type SchemaProblem } from '../../../schemas/index.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { DocumentContext } from './document-context.ts';
import { KIND_WORDS, kindRefusalOf, refusalOf } from './unbuilt.ts';

const CODES = {
  unknown: ProblemCode.FieldUnknown,
  missing: ProblemCode.FieldMissing,
  invalid: ProblemCode.ValueInvalid,
} as const;

/** Tells what does not fit a schema; parts of the language that are not built yet are named as such. */
export function reportSchemaProblem(
  context: DocumentContext,
  problem: SchemaProblem,
  base: NodePath = [],
): void {
  const path = [...base, ...problem.path];
  const { kind, message, found, expected, nearest } = problem;
  const at = kind === 'invalid' ? 'value' : 'key';
  const refusal = kind === 'missing' ? undefined : refusalOf(path);
  const text = refusal ?? { code: CODES[kind], message, found, expected, nearest };
  context.error(path, text, { at });
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
