import { parse } from 'yaml';

/** The value of a YAML or JSON text; `undefined` for a text that is neither. */
export function parseYamlOrJson(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error', maxAliasCount: 100 }) as unknown;
  } catch {
    // A text that holds no value counts as none (notes.md §1.6).
    return undefined;
  }
}
