import { decimalText } from '../json/decimal-text.ts';
import { writeJson } from '../json/write-json.ts';
/**
 * The text of a value as conditions compare it (katalog-language §5.9, rule 4): nothing is `''`, numbers are plain
 * decimals, lists and maps are JSON.
 */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
      return decimalText(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? '' : writeJson(value);
    default:
      return '';
  }
}
