import { bytesOf, hasRawBytes, rawByte, textOfBytes } from '../value/raw-bytes.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const HEX = /^[0-9a-fA-F]+$/;
const OCTAL = /^[0-7]{3}$/;

/** One character of a literal: its text, its number and how many UTF-16 units it was written with. */
interface Unquoted {
  readonly text: string;
  readonly point: number;
  readonly length: number;
}

/**
 * The value of a quoted (`"…"`) or raw (`` `…` ``) string literal, or `undefined` when its syntax is wrong.
 *
 * @remarks Go spec, "String literals"; carriage returns of raw strings are dropped.
 */
export function unquoteString(literal: string): string | undefined {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`')) return body.replaceAll('\r', '');
  if (!body.includes('\\')) return body;
  let text = '';
  for (let at = 0; at < body.length; ) {
    const char = unquoteAt(body, at, '"');
    if (char === undefined) return undefined;
    text += char.text;
    at += char.length;
  }
  return hasRawBytes(text) ? textOfBytes(bytesOf(text)) : text;
}

/** The number of a character literal, or what is wrong with it in Go's words. */
export function unquoteCharacter(literal: string): number | string {
  const char = unquoteAt(literal, 1, "'");
  if (char === undefined) return 'invalid syntax';
  return literal.slice(1 + char.length) === "'"
    ? char.point
    : `malformed character constant: ${literal}`;
}

function unquoteAt(source: string, at: number, quote: string): Unquoted | undefined {
  const point = source.codePointAt(at);
  if (point === undefined) return undefined;
  const char = String.fromCodePoint(point);
  if (char === quote) return undefined;
  return char === '\\'
    ? unquoteEscape(source, at + 1, quote)
    : { text: char, point, length: char.length };
}

function unquoteEscape(source: string, at: number, quote: string): Unquoted | undefined {
  const letter = source.charAt(at);
  const simple = SIMPLE[letter];
  if (simple !== undefined && Object.hasOwn(SIMPLE, letter)) {
    const isOtherQuote = (letter === "'" || letter === '"') && letter !== quote;
    return isOtherQuote ? undefined : { text: simple, point: simple.charCodeAt(0), length: 2 };
  }
  const hexLength = Object.hasOwn(HEX_LENGTH, letter) ? HEX_LENGTH[letter] : undefined;
  if (hexLength !== undefined)
    return unquoteHex(source.slice(at + 1, at + 1 + hexLength), hexLength);
  const octal = source.slice(at, at + 3);
  if (!OCTAL.test(octal)) return undefined;
  const byte = Number.parseInt(octal, 8);
  return byte > 255 ? undefined : { text: rawByte(byte), point: byte, length: 4 };
}

function unquoteHex(digits: string, length: number): Unquoted | undefined {
  if (digits.length !== length || !HEX.test(digits)) return undefined;
  const point = Number.parseInt(digits, 16);
  if (length === 2) return { text: rawByte(point), point, length: 4 };
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
  return { text: String.fromCodePoint(point), point, length: length + 2 };
}
