import { writeJson } from '../json/write-json.ts';
import { isObject } from '../object/json.ts';

/** A text that two values share exactly when they are deeply equal; the order of keys does not count. */
export function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`;
  if (isObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${stableText(value[key])}`);
    return `{${entries.join(',')}}`;
  }
  return value === undefined || typeof value === 'function' ? typeof value : writeJson(value);
}
