import { readJson } from '../json/read-json.ts';

const INTEGER = /^-?(0|[1-9]\d{0,14})$/;
const DECIMAL = /^-?(0|[1-9]\d{0,14})\.\d{1,15}$/;

/**
 * The native value that a rendered text stands for (notes.md §3.4): whole numbers, decimals, `true`, `false` and JSON
 * lists or maps; everything else stays text.
 *
 * @remarks Unlike Go's parsers it leaves `t`, `inf`, `1e3`, `0x10`, `1_000`, `+5` and `007` alone, and a decimal that
 * would not print the same again, so `1.10` stays the version it is.
 */
export function coerceText(text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (INTEGER.test(text)) return text === '-0' ? text : Number(text);
  if (DECIMAL.test(text)) return String(Number(text)) === text ? Number(text) : text;
  return text.startsWith('{') || text.startsWith('[') ? parsedJson(text) : text;
}

function parsedJson(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    // A text that only looks like JSON is text.
    return text;
  }
}
