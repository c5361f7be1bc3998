import type { TargetShape } from '../../../schemas/index.ts';
import type { Expression } from '../../expression/expression.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';

/**
 * Tells of JSONata that makes a list or a map where none may stand, whatever it reads.
 *
 * @remarks An element of a list is left alone: who reads the list may take it apart.
 */
export function tellWrongOutcome(
  path: NodePath,
  { outcomes = [] }: Expression,
  { document, shape }: { readonly document: DocumentContext; readonly shape: TargetShape },
): void {
  if (typeof path.at(-1) === 'number' || shape.types.size === 0 || shape.takesList) return;
  const takesMap = shape.types.has('object');
  const wrong = outcomes.find(
    (outcome) =>
      'type' in outcome && (outcome.type === 'array' || (outcome.type === 'object' && !takesMap)),
  );
  if (wrong === undefined || !('type' in wrong)) return;
  const found = wrong.type === 'array' ? 'a list' : 'a map';
  const expected = takesMap ? 'a map' : 'one value';
  const message = `the expression yields ${found}, expected ${expected}`;
  document.error(
    path,
    { code: ProblemCode.ValueInvalid, message, found, expected },
    { at: 'value' },
  );
}
