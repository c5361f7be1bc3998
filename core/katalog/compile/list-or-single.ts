import type { TargetShape } from '../../../schemas/index.ts';
import type { Expression } from '../../expression/expression.ts';
import { fitted } from '../../expression/fit-result.ts';
import { isObject } from '../../object/json.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { ExpressionCompilers } from './expression-compilers.ts';
import { isExpression } from './is-expression.ts';
import { tellWrongOutcome } from './wrong-outcome.ts';

interface Target {
  readonly shape: TargetShape;
  readonly document: DocumentContext;
}

/** An expression whose results fit their target, where that is one that may take lists. */
export function fittedTo(
  path: NodePath,
  expression: Expression,
  {
    document,
    shape,
  }: { readonly document: DocumentContext; readonly shape: TargetShape | undefined },
): Expression {
  if (shape === undefined) return expression;
  warnOfSingle(path, expression, { document, shape });
  return fitted(expression, shape);
}

/**
 * Warns where one match is no list, and nothing is known of the target that would say which is meant.
 *
 * @remarks Who looks for the element of a key means the bare match.
 */
function warnOfSingle(path: NodePath, { sequence }: Expression, { document, shape }: Target): void {
  if (sequence !== 'matches' || shape.isKnown) return;
  const message =
    'JSONata yields a list for several matches and a bare value for one, and nothing says what may stand here: ' +
    'write {% [ … ] %} for a list in any case, or put [0] behind it for one value';
  const text = { code: ProblemCode.ListOrSingle, message, expected: '{% [ … ] %}' };
  document.warning(path, text, { at: 'value' });
}

/** The same for every leaf of a tree, and of what can never fit. */
export function checkShapes(
  path: NodePath,
  value: unknown,
  target: Target & { readonly compilers: ExpressionCompilers },
): void {
  const { compilers, shape } = target;
  const inner = (item: unknown, step: string | number): void => {
    const below = shape.below(typeof step === 'number' ? 0 : step);
    checkShapes([...path, step], item, { ...target, shape: below });
  };
  if (typeof value === 'string') {
    const expression = isExpression(value) ? compilers.expression(value).value : undefined;
    if (expression === undefined) return;
    warnOfSingle(path, expression, target);
    tellWrongOutcome(path, expression, target);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) inner(item, index);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) inner(item, key);
  }
}
