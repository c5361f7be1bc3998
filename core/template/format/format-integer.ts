import { wellFormed } from '../value/raw-bytes.ts';
import { type FormatFlags, pad } from './format-flags.ts';
import { formatCodePoint, quoteCharacter } from './quote.ts';

const MAX_POINT = 0x10ffff;
const UINT64 = 2n ** 64n;
const BASES: Readonly<Record<string, number>> = { d: 10, v: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

/** An integer under one of the integer verbs, or `undefined` when the verb is for something else. */
export function formatInteger(
  value: number | bigint,
  verb: string,
  flags: FormatFlags,
): string | undefined {
  switch (verb) {
    case 'c':
      return pad(characterOf(value), flags);
    case 'q':
      return pad(quoteCharacter(characterOf(value), { ascii: flags.plus }), flags);
    case 'U':
      return pad(unicodeText(value, flags), flags, false);
    default: {
      const base = Object.hasOwn(BASES, verb) ? BASES[verb] : undefined;
      return base === undefined ? undefined : numeral(value, base, verb, flags);
    }
  }
}

/** An unsigned integer as `%#v` shows it: `0x61`. */
export function formatHexLiteral(value: number | bigint, flags: FormatFlags): string {
  return numeral(value, 16, 'v', { ...flags, sharp: true });
}

function numeral(value: number | bigint, base: number, verb: string, flags: FormatFlags): string {
  const isNegative = value < 0;
  const hasSign = isNegative || flags.plus || flags.space;
  const isZero = value === 0 || value === 0n;
  if (flags.hasPrecision && flags.precision === 0 && isZero) return pad('', flags, false);
  let digits = value.toString(base);
  if (isNegative) digits = digits.slice(1);
  const isFilled = flags.zero && !flags.minus && flags.hasWidth && !flags.hasPrecision;
  const fill = flags.hasPrecision
    ? flags.precision
    : isFilled
      ? flags.width - (hasSign ? 1 : 0)
      : 0;
  digits = prefixed(digits.padStart(fill, '0'), base, flags);
  if (verb === 'O') digits = `0o${digits}`;
  if (verb === 'X') digits = digits.toUpperCase();
  const sign = isNegative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  return pad(sign + digits, flags, false);
}

function prefixed(digits: string, base: number, flags: FormatFlags): string {
  if (!flags.sharp || base === 10) return digits;
  if (base === 2) return `0b${digits}`;
  if (base === 16) return `0x${digits}`;
  return digits.startsWith('0') ? digits : `0${digits}`;
}

function characterOf(value: number | bigint): string {
  const isPoint = value >= 0 && value <= MAX_POINT;
  return isPoint ? wellFormed(String.fromCodePoint(Number(value))) : '\ufffd';
}

function unicodeText(value: number | bigint, flags: FormatFlags): string {
  const unsigned = value < 0 ? BigInt(value) + UINT64 : value;
  const length = flags.hasPrecision && flags.precision > 4 ? flags.precision : 4;
  const text = `U+${unsigned.toString(16).toUpperCase().padStart(length, '0')}`;
  if (!flags.sharp || unsigned > MAX_POINT) return text;
  const char = String.fromCodePoint(Number(unsigned));
  return formatCodePoint(char).endsWith("'") ? `${text} '${char}'` : text;
}
