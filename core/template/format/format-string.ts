import { bytesOf } from '../value/raw-bytes.ts';
import { type FormatFlags, pad } from './format-flags.ts';
import { canBackquote, quoteString } from './quote.ts';

/** A string under one of the string verbs, or `undefined` when the verb is for something else. */
export function formatString(value: string, verb: string, flags: FormatFlags): string | undefined {
  switch (verb) {
    case 'v':
      return flags.sharpV ? quoted(value, flags) : pad(truncated(value, flags), flags);
    case 's':
      return pad(truncated(value, flags), flags);
    case 'q':
      return quoted(value, flags);
    case 'x':
    case 'X':
      return pad(hexOf(value, verb, flags), flags);
    default:
      return undefined;
  }
}

function truncated(value: string, flags: FormatFlags): string {
  if (!flags.hasPrecision || value.length <= flags.precision) return value;
  let end = 0;
  for (let count = 0; count < flags.precision && end < value.length; count += 1) {
    end += (value.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return value.slice(0, end);
}

function quoted(value: string, flags: FormatFlags): string {
  const text = truncated(value, flags);
  if (flags.sharp && canBackquote(text)) return pad(`\`${text}\``, flags);
  return pad(quoteString(text, { ascii: flags.plus }), flags);
}

function hexOf(value: string, verb: 'x' | 'X', flags: FormatFlags): string {
  const all = bytesOf(value);
  const bytes = flags.hasPrecision ? all.subarray(0, flags.precision) : all;
  if (bytes.length === 0) return '';
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const prefix = flags.sharp ? '0x' : '';
  const text = flags.space ? pairs.map((pair) => prefix + pair).join(' ') : prefix + pairs.join('');
  return verb === 'X' ? text.toUpperCase() : text;
}
