import {
  averageExactly,
  type Exact,
  powerExactly,
  roundExactly,
  subtractExactly,
} from '../json/exact-arithmetic.ts';
import { isInt64, wholeValue } from '../json/int64.ts';
import { JsonataFault } from './jsonata-fault.ts';
import type { JsonataFocus, JsonataProgram } from './jsonata-module.ts';
import { originalFunction } from './original-functions.ts';

const LOST = 'the result has more digits than can be kept';
const OTHER_BASE = /^0[xob][0-9a-f]+$/i;

/** What a function gives where digits are at stake; `undefined` leaves it to JSONata's own. */
type Exactly = (args: readonly unknown[]) => unknown;

const FUNCTIONS: readonly (readonly [name: string, signature: string, exactly: Exactly])[] = [
  ['floor', '<n-:n>', ([value]) => wide(value)],
  ['ceil', '<n-:n>', ([value]) => wide(value)],
  ['abs', '<n-:n>', ([value]) => absolute(wide(value))],
  ['round', '<n-n?:n>', ([value, precision = 0]) => rounded(value, precision)],
  ['power', '<n-n:n>', ([base, exponent]) => raised(base, exponent)],
  ['formatBase', '<n-n?:s>', ([value, radix = 10]) => inBase(value, radix)],
];

/** Replaces functions that compute with numbers by ones that keep all digits of whole numbers, or fail and say so. */
export function installExactNumericFunctions(program: JsonataProgram): void {
  for (const [name, signature, exactly] of FUNCTIONS) {
    program.registerFunction(
      name,
      async function (this: JsonataFocus, ...args) {
        return exactly(args) ?? (await originalFunction(name)).call(this, ...args);
      },
      signature,
    );
  }
  program.registerFunction('average', (list) => {
    if (list === undefined) return undefined;
    const numbers = (Array.isArray(list) ? list : [list]).map((item: unknown): Exact => {
      if (isExact(item)) return item;
      throw new JsonataFault('T0412', { token: 'average', value: list });
    });
    return averageExactly(numbers);
  });
  program.registerFunction(
    'parseInteger',
    async function (this: JsonataFocus, text, picture) {
      const value = await (await originalFunction('parseInteger')).call(this, text, picture);
      return isRounded(value) ? digitsOf(String(text), value) : value;
    },
    '<s-s:n>',
  );
}

/** A whole number that is written in another base, with all its digits; `undefined` for any other text. */
export function numberInBase(text: unknown): Exact | undefined {
  if (typeof text !== 'string' || !OTHER_BASE.test(text)) return undefined;
  try {
    const whole = BigInt(text);
    return isInt64(whole) ? wholeValue(whole) : undefined;
  } catch {
    // A digit that the base does not have: JSONata says so.
    return undefined;
  }
}

function absolute(value: bigint | undefined): Exact | undefined {
  return value === undefined || value >= 0n ? value : subtractExactly(0, value);
}

function rounded(value: unknown, precision: unknown): Exact | undefined {
  if (!Number.isInteger(precision) || !(isWide(value) || Number.isSafeInteger(value)))
    return undefined;
  return roundExactly(value as Exact, Number(precision));
}

function raised(base: unknown, exponent: unknown): Exact | undefined {
  const isWhole = isWide(base) || Number.isSafeInteger(base);
  if (!isWhole || !Number.isSafeInteger(exponent) || Number(exponent) < 0) return undefined;
  return powerExactly(base as Exact, Number(exponent));
}

function inBase(value: unknown, radix: unknown): string | undefined {
  if (!isWide(value) || typeof radix !== 'number') return undefined;
  const base = Math.round(radix);
  if (base < 2 || base > 36) throw new JsonataFault('D3100', { token: 'formatBase', value: base });
  return value.toString(base);
}

function digitsOf(text: string, value: number): Exact {
  const digits = text.replaceAll(/[^0-9]/g, '');
  const whole = BigInt(`${value < 0 ? '-' : ''}${digits === '' ? '0' : digits}`);
  if (Number(whole) !== value || !isInt64(whole)) throw new RangeError(`${LOST}: ${text}`);
  return whole;
}

function isRounded(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

function wide(value: unknown): bigint | undefined {
  return isWide(value) ? value : undefined;
}

function isWide(value: unknown): value is bigint {
  return typeof value === 'bigint';
}

function isExact(value: unknown): value is Exact {
  return typeof value === 'number' || isWide(value);
}
