import { decimalText } from '../json/decimal-text.ts';
import { isInt64, wholeValue } from '../json/int64.ts';
import { writeJson } from '../json/write-json.ts';
/** Types a text may be turned into (katalog-language §11.2, §4.1). */
export type CastType = 'string' | 'integer' | 'number' | 'boolean' | 'auto';

/** A value of the type, or why it is none. */
export type CastResult = { readonly value: unknown } | { readonly problem: string };

const INTEGER = /^[+-]?\d{1,300}$/;
const NUMBER = /^[+-]?(\d{1,300}(\.\d{0,300})?|\.\d{1,300})([eE][+-]?\d{1,3})?$/;
/** Without exponent and plus sign, which would not be kept. */
const PLAIN_NUMBER = /^-?\d{1,16}(\.\d{1,16})?$/;
/** The words Go's `strconv.ParseBool` takes. */
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/**
 * Turns a native value or its text into the type; `auto` tries integer, number, boolean, string.
 *
 * @remarks `auto` takes a text for a number only when the number prints the same again, so that identifiers made of
 * digits and versions such as `1.10` stay what they are.
 */
export function castScalar(value: unknown, type: CastType): CastResult {
  if (type === 'string') return { value: textOfScalar(value) };
  if (type === 'auto') return castAuto(value);
  if (type === 'boolean') return castBoolean(value);
  return castNumber(value, type);
}

function textOfScalar(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return decimalText(value);
  return typeof value === 'string' ? value : writeJson(value);
}

function castAuto(value: unknown): CastResult {
  if (typeof value !== 'string') return { value };
  if (PLAIN_NUMBER.test(value) && isFaithful(value)) return { value: Number(value) };
  if (value === 'true' || value === 'false') return { value: value === 'true' };
  return { value };
}

/** Whether a number prints as it was written: `007`, `1.10` and digits past 2^53 would not come back. */
function isFaithful(text: string): boolean {
  const number = Number(text);
  return String(number) === text && (!Number.isInteger(number) || Number.isSafeInteger(number));
}

function castBoolean(value: unknown): CastResult {
  if (typeof value === 'boolean') return { value };
  const text = String(value);
  if (TRUE.has(text)) return { value: true };
  if (FALSE.has(text)) return { value: false };
  return { problem: `"${text}" is not a boolean` };
}

/** The whole number of a text or `bigint` that a number would not hold. */
function wideInteger(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'string' || !INTEGER.test(value)) return undefined;
  return Number.isSafeInteger(Number(value)) ? undefined : BigInt(value);
}

function castNumber(value: unknown, type: 'integer' | 'number'): CastResult {
  const whole = wideInteger(value);
  if (whole !== undefined && isInt64(whole)) return { value: wholeValue(whole) };
  if (whole !== undefined && type === 'integer')
    return { problem: `"${String(value)}" is beyond the 64 bits of a whole number` };
  const isNumeric =
    typeof value === 'number' ||
    (typeof value === 'string' && (type === 'integer' ? INTEGER : NUMBER).test(value));
  const number = isNumeric ? Number(value) : Number.NaN;
  if (type === 'integer' && Number.isSafeInteger(number)) return { value: number };
  if (type === 'integer' && Number.isInteger(number))
    return { problem: `"${String(value)}" has more digits than a number here can hold exactly` };
  if (type === 'number' && Number.isFinite(number)) return { value: number };
  return {
    problem: `"${String(value)}" is not ${type === 'integer' ? 'a whole number' : 'a number'}`,
  };
}
