import { parseQuantity, quantityNumber } from '../../../core/index.ts';
import type { NameRule } from './name-rules.ts';

/** Number of a quantity (`500m`, `2`, `1.5Gi`, `1e3`) or a number, `undefined` for anything else; for comparing. */
export function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const quantity = typeof value === 'string' ? parseQuantity(value) : undefined;
  return quantity === undefined ? undefined : quantityNumber(quantity);
}

/** Whether two texts or numbers mean the same amount: `1` = `1000m`. */
export function isSameQuantity(left: unknown, right: unknown): boolean {
  const [first, second] = [amountOf(left), amountOf(right)];
  if (first === undefined || second === undefined) return false;
  return Math.abs(first - second) <= Math.abs(first) * 1e-12;
}

/** Quantities that are not negative. */
export const quantityRule: NameRule = (text) => {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return `"${text}" is not a quantity such as 500m, 2 or 1Gi`;
  const isNegative = quantityNumber(quantity) < 0;
  return isNegative ? `"${text}" must be greater than or equal to 0` : undefined;
};

/** Quantities above zero. */
export const positiveQuantity: NameRule = (text) =>
  quantityRule(text) ?? (amountOf(text) === 0 ? `"${text}" must be greater than zero` : undefined);
