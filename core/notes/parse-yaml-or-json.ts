import { parse } from 'yaml';

/** YAML takes its time; a longer text is read as JSON only. */
const MAX_YAML = 64 * 1024;

/** The value of a YAML or JSON text; `undefined` for a text that is neither. */
export function parseYamlOrJson(text: string): unknown {
  try {
    const isJson = text.length > MAX_YAML;
    return isJson ? JSON.parse(text) : parse(text, { logLevel: 'error', maxAliasCount: 100 });
  } catch {
    // A text that holds no value counts as none (notes.md §1.6).
    return undefined;
  }
}
