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
  const { schema } = context.known;
  if (schema === undefined || lookUp(schema, target.slice(0, 1)).outcome === 'unknown') return;
  const found = lookUp(schema, target);
  if (found.outcome === 'known') return;
  const field = target.join('.');
  const near = nearestWord(target[found.index] ?? '', found.known);
  const nearest =
    near === undefined ? undefined : [...target.slice(0, found.index), near].join('.');
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  context.document.warning(
    path,
    {
      code: ProblemCode.FieldReferenceUnknown,
      message: `the CRD's schema has no ${field}, so the API server drops it${hint}`,
      found: field,
      nearest,
    },
    { at },
  );
}
