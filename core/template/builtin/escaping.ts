import { isPrintable } from '../format/quote.ts';
import { bytesOf, rawByteOf } from '../value/raw-bytes.ts';

const HTML: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};
const JAVASCRIPT: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};
const UNRESERVED = /[A-Za-z0-9\-_.~]/;

/** Escapes text for HTML as Go's `html` does. */
export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (char) => HTML[char] ?? char);
}

/** Escapes text for a JavaScript string as Go's `js` does. */
export function escapeJavaScript(text: string): string {
  let escaped = '';
  for (const char of text) escaped += JAVASCRIPT[char] ?? escapeCharacter(char);
  return escaped;
}

function escapeCharacter(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  const isKept = rawByteOf(point) !== undefined || point === 0x7f || isPrintable(char);
  return isKept ? char : `\\u${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Escapes text for the query of a URL as Go's `urlquery` does. */
export function escapeQuery(text: string): string {
  let escaped = '';
  for (const byte of bytesOf(text)) {
    const char = String.fromCharCode(byte);
    if (byte < 0x80 && UNRESERVED.test(char)) escaped += char;
    else if (char === ' ') escaped += '+';
    else escaped += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}
