import { GoNumber } from '../value/go-number.ts';
import { unquoteCharacter } from './unquote.ts';

/** The value of a number; one that overflows is an integer beyond `int`, which only evaluation as such refuses. */
export type NumberLiteral =
  | { readonly value: GoNumber; readonly overflowsInt: boolean }
  | { readonly complaint: string };

const INTEGER = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9][0-9]*))$/;
const DECIMAL_FLOAT = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const HEX_FLOAT = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)$/;
const MAX_DECIMAL_DIGITS = 20;
const INT_MIN = -(2n ** 63n);
const INT_MAX = 2n ** 63n - 1n;
const UINT_MAX = 2n ** 64n - 1n;

/** Computes a character constant, integer or float as Go's ideal constants do. */
export function parseNumberLiteral(text: string, kind: 'charConstant' | 'number'): NumberLiteral {
  if (kind === 'charConstant') {
    const point = unquoteCharacter(text);
    return typeof point === 'string' ? { complaint: point } : literal('int', point);
  }
  if (text.endsWith('i') && parseFloatText(text.slice(0, -1)) !== undefined) {
    return { complaint: `complex constants are not supported: ${text}` };
  }
  const integer = parseInteger(text);
  if (integer !== undefined && integer >= INT_MIN && integer <= UINT_MAX) {
    return valueOfInteger(text, integer);
  }
  const float = parseFloatText(text);
  if (float === undefined) return { complaint: `illegal number syntax: "${text}"` };
  if (!/[.eEpP]/.test(text)) return { complaint: `integer overflow: "${text}"` };
  return literal('float64', float);
}

function valueOfInteger(text: string, integer: bigint): NumberLiteral {
  // Go looks for the letters of a float in the text, and recognises hexadecimal digits only without a sign.
  if (/[.eEpP]/.test(text) && !/^0[xX]/.test(text)) {
    return literal('float64', Number(integer));
  }
  if (integer > INT_MAX) {
    return { value: new GoNumber('float64', Number(integer)), overflowsInt: true };
  }
  const plain = Number(integer);
  return literal('int', Number.isSafeInteger(plain) ? plain : integer);
}

function literal(type: 'int' | 'float64', value: number | bigint): NumberLiteral {
  return { value: new GoNumber(type, value), overflowsInt: false };
}

function parseInteger(text: string): bigint | undefined {
  const digits = withoutUnderscores(text);
  const match = digits === undefined ? null : INTEGER.exec(digits);
  if (match === null) return undefined;
  const [, sign, hex, octal, binary, decimal] = match;
  let magnitude: bigint;
  if (hex !== undefined) magnitude = BigInt(`0x${hex}`);
  else if (octal !== undefined) magnitude = BigInt(`0o${octal}`);
  else if (binary !== undefined) magnitude = BigInt(`0b${binary}`);
  else if (decimal !== undefined && decimal.length <= MAX_DECIMAL_DIGITS)
    magnitude = BigInt(decimal);
  else return undefined;
  if (sign === '') return magnitude;
  // A signed text is only tried as int64, an unsigned one as uint64 too.
  if (sign === '+') return magnitude > INT_MAX ? undefined : magnitude;
  return -magnitude < INT_MIN ? undefined : -magnitude;
}

function parseFloatText(text: string): number | undefined {
  const digits = withoutUnderscores(text);
  if (digits === undefined) return undefined;
  if (DECIMAL_FLOAT.test(digits)) return finite(Number(digits));
  const match = HEX_FLOAT.exec(digits);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const mantissa = BigInt(`0x0${whole}${fraction}`);
  const value = scale(mantissa, Number(exponent) - 4 * fraction.length);
  return finite(sign === '-' ? -value : value);
}

// Rounds once, to nearest even, however long the mantissa and whatever the exponent.
function scale(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  if (bits + exponent > 1025) return Number.POSITIVE_INFINITY;
  if (bits + exponent < -1080) return 0;
  if (exponent >= 0) return Number(mantissa << BigInt(exponent));
  const lowest = Math.max(bits + exponent - 53, -1074);
  const drop = BigInt(Math.max(lowest - exponent, 0));
  const kept = mantissa >> drop;
  const rest = mantissa - (kept << drop);
  const half = drop === 0n ? 0n : 1n << (drop - 1n);
  const isUp = drop > 0n && (rest > half || (rest === half && kept % 2n === 1n));
  const power = exponent + Number(drop);
  return timesPowerOfTwo(Number(isUp ? kept + 1n : kept), power);
}

function timesPowerOfTwo(value: number, power: number): number {
  return power < -1000 ? value * 2 ** -1000 * 2 ** (power + 1000) : value * 2 ** power;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function withoutUnderscores(text: string): string | undefined {
  if (!text.includes('_')) return text;
  const unsigned = text.replace(/^[+-]/, '');
  const prefix = /^0[xXoObB]/.exec(unsigned)?.[0] ?? '';
  const digit = /x/i.test(prefix) ? /[0-9a-fA-F]/ : /[0-9]/;
  // A base prefix counts as a digit: 0x_1 is as good as 1_000.
  let isAfterDigit = prefix !== '';
  for (let at = prefix.length; at < unsigned.length; at += 1) {
    const char = unsigned.charAt(at);
    if (char === '_' && !(isAfterDigit && digit.test(unsigned.charAt(at + 1)))) return undefined;
    isAfterDigit = digit.test(char);
  }
  return text.replaceAll('_', '');
}
