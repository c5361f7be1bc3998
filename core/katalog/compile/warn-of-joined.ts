import { SHORTHANDS } from '../../condition/comparison.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';

/** Keys that compare the field; `value` belongs to `operator`. */
const COMPARING = new Set<string>([...SHORTHANDS, 'exists', 'notExists', 'operator']);

const LOWER = new Set(['min', 'greaterThan', 'greaterThanOrEqual']);
const UPPER = new Set(['max', 'lessThan', 'lessThanOrEqual']);

/** A lower and an upper bound belong together. */
function isRange([one = '', other = '', ...more]: readonly string[]): boolean {
  const isPair = (low: string, high: string): boolean => LOWER.has(low) && UPPER.has(high);
  return more.length === 0 && (isPair(one, other) || isPair(other, one));
}

/** Warns of several comparisons in one condition: the original language looks at the first only (katalog-language §5.7). */
export function warnOfJoined(
  path: NodePath,
  keys: readonly string[],
  document: DocumentContext,
): void {
  const comparing = keys.filter((key) => COMPARING.has(key));
  if (comparing.length < 2 || isRange(comparing)) return;
  const message = `${comparing.join(' and ')} stand in one condition: all of them must hold; other runtimes may look at one only`;
  document.warning(path, { code: ProblemCode.ComparisonsJoined, message });
}
