import { isObject } from '../object/json.ts';
import { sortedKeys } from '../template/value/sorted-keys.ts';
import { MAX_NOTE_TEXT } from './go-text.ts';

const MAX_NESTING = 100;
const HTML_UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * JSON as Go's encoder writes it: keys sorted, `<`, `>` and `&` escaped (notes.md §1.3).
 *
 * @throws RangeError when the value is not finite, too deep or longer than {@link MAX_NOTE_TEXT}
 */
export function goJson(value: unknown): string {
  return encode(value, 0);
}

function encode(value: unknown, depth: number): string {
  if (depth > MAX_NESTING) throw new RangeError('json: value is nested too deeply');
  const text = Array.isArray(value)
    ? `[${value.map((element) => encode(element, depth + 1)).join(',')}]`
    : isObject(value)
      ? encodeMap(value, depth)
      : encodeScalar(value);
  if (text.length > MAX_NOTE_TEXT) throw new RangeError('json: text is too long');
  return text;
}

function encodeMap(map: Readonly<Record<string, unknown>>, depth: number): string {
  const entries = sortedKeys(map)
    .filter((key) => map[key] !== undefined)
    .map((key) => `${encodeScalar(key)}:${encode(map[key], depth + 1)}`);
  return `{${entries.join(',')}}`;
}

function encodeScalar(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value).replace(HTML_UNSAFE, escapeUnit);
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`json: unsupported value: ${value}`);
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'bigint':
      return value.toString();
    case 'function':
      throw new TypeError('json: unsupported type: func');
    default:
      return 'null';
  }
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
