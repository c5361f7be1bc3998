import { isObject } from '../object/json.ts';

const MAX_NESTING = 100;

/**
 * A JSONata result as plain JSON: its sequences carry marks, and its maps have no prototype.
 *
 * @throws TypeError when it holds a function or a number that JSON has not, or is nested too deeply
 */
export function plainValue(value: unknown): unknown {
  return plain(value, 0);
}

function plain(value: unknown, depth: number): unknown {
  if (depth > MAX_NESTING) throw new TypeError('the result is nested too deeply');
  if (typeof value === 'function') throw new TypeError('the result is a function');
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError('the result is not a finite number');
  }
  if (Array.isArray(value)) return value.map((element) => plain(element, depth + 1) ?? null);
  if (!isObject(value)) return value;
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) {
    throw new TypeError('the result is a function');
  }
  const entries = Object.entries(value).map(([key, entry]) => [key, plain(entry, depth + 1)]);
  return Object.fromEntries(entries);
}
