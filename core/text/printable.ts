import { writeJson } from '../json/write-json.ts';

/** Controls of terminals, line breaks of other kinds, and characters that turn or hide what stands beside them. */
const UNSEEN =
  /[\p{Cc}\xAD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\p{Surrogate}]/gu;

/**
 * A text of others (a value, a key, a message of the API) as it may be shown on a terminal: what a terminal would obey
 * or hide is written out, `\x1b` for an escape.
 *
 * @remarks Line breaks and tabs stay; see {@link printableLine}.
 */
export function printable(text: string): string {
  return text.replace(UNSEEN, written);
}

/** The same on one line: line breaks and tabs are written out too. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\t\n]/g, (character) => (character === '\n' ? '\\n' : '\\t'));
}

/** JSON in which terminals find nothing to obey either: what {@link printable} writes out is escaped; the value is the same. */
export function jsonText(value: unknown, indent?: number): string {
  const text = writeJson(value, indent);
  return text.replace(UNSEEN, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function written(character: string): string {
  if (character === '\n' || character === '\t') return character;
  if (character === '\r') return '\\r';
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
