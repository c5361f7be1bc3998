import { isInt64, wholeValue } from '../json/int64.ts';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const LEADING_INTEGER = /^\s*([+-]?\d+)/;

/**
 * A number from a number, boolean or numeric text (notes.md §1.2).
 *
 * @throws TypeError `non-numeric value …`
 */
export function toNumber(value: unknown): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = wideNumber(value) ?? numberOfText(value);
  if (number === undefined) throw new TypeError(`non-numeric value ${describe(value)}`);
  return number;
}

/** A whole number of 64 bits that a number would not hold, with all its digits. */
function wideNumber(value: unknown): bigint | undefined {
  if (typeof value !== 'string' || !/^[+-]?\d{16,19}$/.test(value)) return undefined;
  const whole = BigInt(value);
  return isInt64(whole) && !Number.isSafeInteger(Number(whole)) ? whole : undefined;
}

/**
 * The floating-point number that is the same number.
 *
 * @throws RangeError for a whole number that has more digits
 */
export function toFloat(value: number | bigint): number {
  const number = Number(value);
  if (typeof value === 'bigint' && BigInt(number) !== value)
    throw new RangeError(`${value} has more digits than a floating-point number holds`);
  return number;
}

/** The number that a decimal text stands for; `undefined` for any other text or value. */
export function numberOfText(value: unknown): number | undefined {
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The number without its fraction. */
export function truncated(value: number | bigint): number | bigint {
  return typeof value === 'bigint' ? value : Math.trunc(value);
}

/** An integer from anything: fractions are cut, a text gives its leading digits, the rest is 0 (notes.md §1). */
export function looseInteger(value: unknown): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return truncated(value);
  if (typeof value !== 'string') return 0;
  const [, digits = '0'] = LEADING_INTEGER.exec(value) ?? [];
  const whole = BigInt(digits.replace('+', ''));
  return isInt64(whole) ? wholeValue(whole) : Number(digits);
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return '<nil>';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 64)) : `of type ${typeof value}`;
}
