import type { Expression } from '../../expression/expression.ts';
import { isObject } from '../../object/json.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdContext } from './crd-context.ts';
import type { EntryPlace } from './entry-place.ts';
import { isExpression } from './is-expression.ts';

/** How a value changes although nobody changes anything. */
interface Unrest {
  readonly message: string;
  /** It differs at each evaluation for certain, not only now and then. */
  readonly isCertain: boolean;
}

/** JSONata functions that draw. */
const DRAWING = /\$(random|shuffle)\b/;

/**
 * Tells of values that change by themselves in an entry that is enforced: it would be written over and over. What is random is
 * refused, what may be right (a date, a figure) is warned of.
 */
export function checkEnforced(block: object, { path }: EntryPlace, context: CrdContext): void {
  visit(block, path, (text, at) => {
    const expression = context.compiled(at, (compilers) => compilers.expression(text));
    const unrest = expression === undefined ? undefined : unrestOf(expression);
    if (unrest === undefined) return;
    const problem = { code: ProblemCode.ValueVolatile, message: unrest.message };
    if (unrest.isCertain) context.document.error(at, problem, { at: 'value' });
    else context.document.warning(at, problem, { at: 'value' });
  });
}

/** Warns of a value on the custom resource itself that changes by itself. */
export function checkOwnValue(
  expression: Expression | undefined,
  path: NodePath,
  context: CrdContext,
): void {
  const unrest = expression === undefined ? undefined : unrestOf(expression);
  // A random value counts as a secret, which is refused there anyway.
  if (unrest === undefined || unrest.isCertain) return;
  const message = `${unrest.message}; it is written with each cycle, at least once per resync`;
  context.document.warning(path, { code: ProblemCode.ValueVolatile, message }, { at: 'value' });
}

function unrestOf({ isVolatile, isTainted, references, source }: Expression): Unrest | undefined {
  if (isVolatile && (isTainted || DRAWING.test(source))) {
    const message =
      'a random value differs in every cycle, so this would be written over and over; once: true keeps it (Secrets)';
    return { message, isCertain: true };
  }
  if (isVolatile) return { message: 'the time makes this differ in every cycle', isCertain: false };
  for (const { path } of references) {
    const [root = '', step = ''] = path;
    if (root === 'metadata' && CHANGING.has(step)) {
      const message = `metadata.${step} changes with each write, those of the operator included`;
      return { message, isCertain: false };
    }
    if ((root === 'metrics' || root === 'health') && !RESTING.has(`${root}.${step}`)) {
      const message = `${[root, step].filter((part) => part !== '').join('.')} changes although nobody changes anything`;
      return { message, isCertain: false };
    }
  }
  return undefined;
}

const CHANGING = new Set(['resourceVersion', 'managedFields']);

/** Figures that only change when something happens: a failure, a start, another custom resource. */
const RESTING: ReadonlySet<string> = new Set([
  'metrics.workers',
  'metrics.autoscaleActive',
  'health.healthy',
  'health.state',
  'health.started',
  'health.pending',
  'health.startedAt',
  'health.consecutiveFails',
  'health.resourceCount',
  'health.lastError',
  'health.hasUnhealthyDependencies',
]);

function visit(value: unknown, path: NodePath, see: (text: string, at: NodePath) => void): void {
  if (typeof value === 'string') {
    if (isExpression(value)) see(value, path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, [...path, index], see);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) visit(item, [...path, key], see);
  }
}
