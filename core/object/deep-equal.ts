import { isObject } from './json.ts';

/** Structural equality of JSON values; `undefined` fields count as absent. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left === 'bigint' || typeof right === 'bigint') return equalNumbers(left, right);
  if (Array.isArray(left) && Array.isArray(right)) return equalLists(left, right);
  if (isObject(left) && isObject(right)) return equalObjects(left, right);
  return false;
}

/** A whole number beyond 2^53 is written with the same digits whether it was read or computed. */
function equalNumbers(left: unknown, right: unknown): boolean {
  return isNumber(left) && isNumber(right) && String(left) === String(right);
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function equalLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => deepEqual(item, right[index]));
}

function equalObjects(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): boolean {
  for (const key of Object.keys(left)) {
    if (!deepEqual(left[key], Object.hasOwn(right, key) ? right[key] : undefined)) return false;
  }
  for (const key of Object.keys(right)) {
    if (right[key] !== undefined && !Object.hasOwn(left, key)) return false;
  }
  return true;
}
