import { parse } from 'yaml';
import { isInt64, wholeValue } from '../json/int64.ts';
import { readJson } from '../json/read-json.ts';

/** YAML takes its time; a longer text is read as JSON only. */
const MAX_YAML = 64 * 1024;

const OPTIONS = { logLevel: 'error', maxAliasCount: 100, intAsBigInt: true } as const;

/** The value of a YAML or JSON text; `undefined` for a text that is neither. */
export function parseYamlOrJson(text: string): unknown {
  try {
    const isJson = text.length > MAX_YAML;
    return isJson ? readJson(text) : parse(text, kept, OPTIONS);
  } catch {
    // A text that holds no value counts as none (notes.md §1.6).
    return undefined;
  }
}

function kept(_key: unknown, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return isInt64(value) ? wholeValue(value) : Number(value);
}
