import { isRecord } from './record.ts';

const LIST = '[]interface {}';
const MAP = 'map[string]interface {}';

/** The Go type of a decoded value, as `%T` prints it. */
export function goType(value: unknown): string {
  if (Array.isArray(value)) return LIST;
  if (isRecord(value)) return MAP;
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int64';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'string' ? 'string' : '<nil>';
}

/** A decoded value as `%v` prints it: `map[a:1 b:[x y]]`. */
export function goValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (isRecord(value)) {
    const fields = Object.keys(value).sort();
    return `map[${fields.map((field) => `${field}:${goValue(value[field])}`).join(' ')}]`;
  }
  return value === null || value === undefined ? '<nil>' : String(value);
}

/** A decoded value as `%#v` prints it, which is Go source. */
export function goVerbose(value: unknown): string {
  if (Array.isArray(value)) return `${LIST}{${value.map(goVerbose).join(', ')}}`;
  if (isRecord(value)) {
    const fields = Object.keys(value).sort();
    const parts = fields.map((field) => `${JSON.stringify(field)}:${goVerbose(value[field])}`);
    return `${MAP}{${parts.join(', ')}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  return value === null || value === undefined ? 'interface {}(nil)' : String(value);
}
