import { writeJson } from '../../../core/index.ts';
/** The text in double quotes as Go's `%q` prints it; enough of it for what names and fields hold. */
export function quote(text: string): string {
  return writeJson(text);
}

/** A value as the API server prints it in a field error: text quoted, objects as JSON. */
export function printValue(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return value === undefined ? '""' : writeJson(value);
}
