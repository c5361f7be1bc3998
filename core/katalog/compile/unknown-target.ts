import { nearestWord } from '../../../schemas/index.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdContext } from './crd-context.ts';
import { lookUp } from './crd-schema.ts';

/** Warns of a field that is written although the CRD's schema lacks it: the API server drops it without a word. */
export function warnOfUnknownTarget(
  target: readonly string[],
  path: NodePath,
  context: CrdContext,
  at: 'key' | 'value',
): void {
  const unknown = unknownTarget(target, context);
  if (unknown === undefined) return;
  const { field, nearest } = unknown;
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  const message = `the CRD's schema has no ${field}, so the API server drops it${hint}`;
  const text = { code: ProblemCode.FieldReferenceUnknown, message, found: field, nearest };
  context.document.warning(path, text, { at });
}

/** Warns of a field of the custom resource in memory that is misspelt; one of another name is an addition. */
export function warnOfMisspelt(
  target: readonly string[],
  path: NodePath,
  context: CrdContext,
): void {
  const { field, nearest } = unknownTarget(target, context) ?? {};
  if (field === undefined || nearest === undefined) return;
  const message = `the CRD declares no ${field}, did you mean ${nearest}?`;
  const text = { code: ProblemCode.FieldReferenceUnknown, message, found: field, nearest };
  context.document.warning(path, text);
}

function unknownTarget(
  target: readonly string[],
  { known: { schema } }: CrdContext,
): { readonly field: string; readonly nearest: string | undefined } | undefined {
  if (schema === undefined || lookUp(schema, target.slice(0, 1)).outcome === 'unknown')
    return undefined;
  const found = lookUp(schema, target);
  if (found.outcome === 'known') return undefined;
  const near = nearestWord(target[found.index] ?? '', found.known);
  const nearest =
    near === undefined ? undefined : [...target.slice(0, found.index), near].join('.');
  return { field: target.join('.'), nearest };
}
