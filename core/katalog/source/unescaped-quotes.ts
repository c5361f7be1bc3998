/** A value in double quotes whose template holds quotes that are not escaped. */
export interface UnescapedQuotes {
  /** Offset of the opening quote. */
  readonly start: number;
  /** Offset after the closing quote. */
  readonly end: number;
  /** Offsets of characters before which a backslash is missing, ascending. */
  readonly missing: readonly number[];
}

/** A key, list dashes or both, up to a double quote that begins a value. */
const VALUE_START = /^[ \t]*(?:- +)*(?:(?:[^\s"'#[\]{}&*!|>%@`-][^"#]*?|"[^"]*"|'[^']*'): +)?(?=")/;

/**
 * Finds the values of one line's form `key: "{{ get .x "y" }}"`: not YAML, but what several examples of the language
 * hold (katalog-language §20 #38).
 *
 * @remarks Reports every value that would be read differently; whether the text is YAML as it stands is the caller's
 * to find out.
 */
export function findUnescapedQuotes(text: string): readonly UnescapedQuotes[] {
  const found: UnescapedQuotes[] = [];
  for (let start = 0; start < text.length; start = lineEnd(text, start) + 1) {
    const line = text.slice(start, lineEnd(text, start));
    if (!line.includes('{{')) continue;
    const match = VALUE_START.exec(line);
    if (match === null) continue;
    const value = scanValue(line, match[0].length);
    if (value === undefined || value.missing.length === 0) continue;
    found.push({
      start: start + match[0].length,
      end: start + value.end,
      missing: value.missing.map((offset) => start + offset),
    });
  }
  return found;
}

/** The text with the missing backslashes, every other character as it is. */
export function escapeQuotes(text: string, values: readonly UnescapedQuotes[]): string {
  let result = '';
  let copied = 0;
  for (const offset of values.flatMap(({ missing }) => missing)) {
    result += `${text.slice(copied, offset)}\\`;
    copied = offset;
  }
  return result + text.slice(copied);
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

interface Scan {
  readonly end: number;
  readonly missing: readonly number[];
}

/** Reads a value from its opening quote as a template would be read: quotes inside an action do not end it. */
function scanValue(line: string, start: number): Scan | undefined {
  const missing: number[] = [];
  let isInAction = false;
  let isInString = false;
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line[at];
    if (character === '\\') {
      if (isInString) missing.push(at, ...(/["\\]/.test(line[at + 1] ?? '') ? [at + 1] : []));
      at += 1;
    } else if (isInString) {
      if (character === '"') missing.push(at);
      isInString = character !== '"';
    } else if (isInAction) {
      if (character === '"') missing.push(at);
      isInString = character === '"';
      if (line.startsWith('}}', at)) isInAction = false;
    } else if (line.startsWith('{{', at)) {
      isInAction = true;
      at += 1;
    } else if (character === '"') {
      return /^\s*(#.*|\r)?$/.test(line.slice(at + 1)) ? { end: at + 1, missing } : undefined;
    }
  }
  return undefined;
}
