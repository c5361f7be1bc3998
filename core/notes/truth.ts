import { isObject } from '../object/json.ts';

/** Whether `default`, `coalesce` and `empty` take the value for missing (notes.md §1.4). */
export function isEmptyValue(value: unknown): boolean {
  return value === '<no value>' || !isTruthyValue(value);
}

/** Whether `ternary` takes the value for true: neither nil, false, 0, nor an empty text, list or map (notes.md §1.4). */
export function isTruthyValue(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value) !== 0;
  return !isEmptyCollection(value);
}

/** Whether the value is a list or map without entries. */
export function isEmptyCollection(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
