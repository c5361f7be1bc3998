import { decimalText } from './decimal-text.ts';
import { isInt64, wholeValue } from './int64.ts';

/** A number as values have it; a `bigint` is a whole number that a `number` would not hold. */
export type Exact = number | bigint;

const LOST = 'the result has more digits than can be kept';

/**
 * The sum; like the others here it is exact where both are whole numbers.
 *
 * @throws RangeError where digits would be lost: beyond 64 bits, or a wide whole number with a fraction
 */
export function addExactly(left: Exact, right: Exact): Exact {
  return computed(left, right, { rounded: (a, b) => a + b, exact: (a, b) => a + b });
}

/** The difference. @throws RangeError as {@link addExactly} */
export function subtractExactly(left: Exact, right: Exact): Exact {
  return computed(left, right, { rounded: (a, b) => a - b, exact: (a, b) => a - b });
}

/** The product. @throws RangeError as {@link addExactly} */
export function multiplyExactly(left: Exact, right: Exact): Exact {
  return computed(left, right, { rounded: (a, b) => a * b, exact: (a, b) => a * b });
}

/** The quotient, with its fraction. @throws RangeError as {@link addExactly}, and for a divisor of 0 */
export function divideExactly(left: Exact, right: Exact): Exact {
  if (right === 0) throw new RangeError('division by zero');
  if (typeof left === 'number' && typeof right === 'number') return finite(left / right);
  const [over, under] = [wide(left), wide(right)];
  if (over % under !== 0n) throw lost(left, right);
  return kept(over / under);
}

/** The remainder, with the sign of the first. @throws RangeError as {@link addExactly}, and for a divisor of 0 */
export function remainderExactly(left: Exact, right: Exact): Exact {
  if (right === 0) throw new RangeError('modulo by zero');
  return computed(left, right, { rounded: (a, b) => a % b, exact: (a, b) => a % b });
}

/** The number to the power of a whole number that is not negative. @throws RangeError as {@link addExactly} */
export function powerExactly(base: Exact, exponent: number): Exact {
  const rounded = Number(base) ** exponent;
  if (typeof base === 'number' && Number.isSafeInteger(rounded)) return rounded;
  // Of 64 bits no more than 1 and -1 have so high a power.
  if (exponent > 64) throw new RangeError(`${LOST}: ${base} to the power of ${exponent}`);
  return kept(wide(base) ** BigInt(exponent));
}

/**
 * The whole number rounded to a number of decimal places; one in the middle becomes even, as in JSONata.
 *
 * @param places - negative: that many digits before the point become 0
 */
export function roundExactly(value: Exact, places: number): Exact {
  if (places >= 0) return value;
  if (places < -19) return 0;
  const unit = 10n ** BigInt(-places);
  const whole = wide(value);
  const [quotient, rest] = [whole / unit, whole % unit];
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const isAway = twice > unit || (twice === unit && quotient % 2n !== 0n);
  return kept((quotient + (isAway ? (whole < 0n ? -1n : 1n) : 0n)) * unit);
}

/** The mean; `undefined` of no numbers. @throws RangeError as {@link addExactly} */
export function averageExactly(numbers: readonly Exact[]): Exact | undefined {
  const count = BigInt(numbers.length);
  if (count === 0n) return undefined;
  if (!numbers.every((each) => typeof each === 'bigint' || Number.isSafeInteger(each)))
    return divideExactly(numbers.reduce(addExactly), numbers.length);
  const sum = numbers.reduce<bigint>((total, each) => total + BigInt(each), 0n);
  const [whole, rest] = [sum / count, sum % count];
  if (rest === 0n) return kept(whole);
  const mean = Number(whole) + Number(rest) / numbers.length;
  // Where a fraction has no place beside the digits before the point, it is dropped in silence.
  if (!Number.isSafeInteger(Number(whole)) || Number.isInteger(mean))
    throw new RangeError(`${LOST}: ${sum} divided by ${count}`);
  return mean;
}

/** The smaller number, as it is. */
export function smallerOf(one: Exact, other: Exact): Exact {
  return other < one ? other : one;
}

/** The larger number, as it is. */
export function largerOf(one: Exact, other: Exact): Exact {
  return other > one ? other : one;
}

interface Operation {
  rounded(left: number, right: number): number;
  exact(left: bigint, right: bigint): bigint;
}

function computed(left: Exact, right: Exact, operation: Operation): Exact {
  if (typeof left === 'number' && typeof right === 'number') {
    const result = finite(operation.rounded(left, right));
    const areWhole = Number.isSafeInteger(left) && Number.isSafeInteger(right);
    if (!areWhole || Number.isSafeInteger(result)) return result;
  }
  return kept(operation.exact(wide(left), wide(right)));
}

function wide(value: Exact): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${LOST}: ${decimalText(value)} is combined with a number beyond 2^53`);
  }
  return BigInt(value);
}

function kept(value: bigint): Exact {
  if (!isInt64(value)) throw new RangeError(`${LOST}: ${value} is beyond 64 bits`);
  return wholeValue(value);
}

function lost(left: bigint | number, right: bigint | number): RangeError {
  return new RangeError(`${LOST}: ${left} divided by ${right}`);
}

/** JSON has no infinity, and `-0` would print as 0 all the same. */
function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('result is not a finite number');
  return value === 0 ? 0 : value;
}
