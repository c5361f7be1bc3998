import { rawByteOf } from '../value/raw-bytes.ts';

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** How text is quoted; with `ascii` every other character is escaped (`%+q`). */
export interface QuoteOptions {
  readonly ascii?: boolean;
}

/** Whether Go prints the character as itself: letters, marks, numbers, punctuation, symbols and the blank. */
export function isPrintable(char: string): boolean {
  const unit = char.charCodeAt(0);
  return unit < 0x7f ? unit >= 0x20 : PRINTABLE.test(char);
}

/** A double-quoted Go string literal (`strconv.Quote`). */
export function quoteString(text: string, options: QuoteOptions = {}): string {
  let quoted = '';
  for (const char of text) quoted += escaped(char, '"', options);
  return `"${quoted}"`;
}

/** The literal of the first `limit` characters of a text (`%.10q`). */
export function quoteStringUpTo(text: string, limit: number): string {
  return quoteString([...text].slice(0, limit).join(''));
}

/** A single-quoted Go character literal (`strconv.QuoteRune`). */
export function quoteCharacter(char: string, options: QuoteOptions = {}): string {
  return `'${escaped(char, "'", options)}'`;
}

/** Whether a text can stand between back quotes unchanged (`strconv.CanBackquote`). */
export function canBackquote(text: string): boolean {
  for (const char of text) {
    const unit = char.charCodeAt(0);
    const isControl = (unit < 0x20 && char !== '\t') || unit === 0x7f;
    if (isControl || char === '`' || char === '\ufeff' || rawByteOf(unit) !== undefined)
      return false;
  }
  return true;
}

/** A character as `U+0021 '!'` (`%#U`). */
export function formatCodePoint(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  const hex = point.toString(16).toUpperCase().padStart(4, '0');
  return isPrintable(char) ? `U+${hex} '${char}'` : `U+${hex}`;
}

function escaped(char: string, quote: string, options: QuoteOptions): string {
  if (char === quote) return `\\${quote}`;
  const known = ESCAPES[char];
  if (known !== undefined) return known;
  const point = char.codePointAt(0) ?? 0;
  const byte = rawByteOf(point);
  if (byte !== undefined) return `\\x${byte.toString(16)}`;
  const isPlain = options.ascii === true ? point < 0x7f && point >= 0x20 : isPrintable(char);
  if (isPlain) return char;
  if (point < 0x20 || point === 0x7f) return `\\x${point.toString(16).padStart(2, '0')}`;
  if (point < 0x10000) return `\\u${point.toString(16).padStart(4, '0')}`;
  return `\\U${point.toString(16).padStart(8, '0')}`;
}
