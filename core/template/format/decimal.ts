/** A decimal number: the digits stand behind the point, which is moved right by `point` places. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

const MANTISSA_BITS = 52n;
const view = new DataView(new ArrayBuffer(8));

/** A finite double taken apart: value = mantissa × 2^exponent. */
export interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** The mantissa and exponent of the magnitude of a finite double. */
export function binaryOf(value: number): Binary {
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> MANTISSA_BITS);
  const fraction = bits & ((1n << MANTISSA_BITS) - 1n);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << MANTISSA_BITS), exponent: biased - 1075 };
}

/** Every digit of the magnitude of a finite double. */
export function exactDecimal(value: number): Decimal {
  const { mantissa, exponent } = binaryOf(value);
  if (mantissa === 0n) return { digits: '', point: 0 };
  if (exponent >= 0) return trimmed((mantissa << BigInt(exponent)).toString(), 0);
  return trimmed((mantissa * 5n ** BigInt(-exponent)).toString(), exponent);
}

/** The fewest digits that read back as the same double. */
export function shortestDecimal(value: number): Decimal {
  if (value === 0) return { digits: '', point: 0 };
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** Keeps `count` digits, rounding half to even as Go does. */
export function roundDecimal(decimal: Decimal, count: number): Decimal {
  const { digits, point } = decimal;
  if (count < 0) return { digits: '', point: 0 };
  if (count >= digits.length) return decimal;
  const isUp = roundsUp(digits, count);
  const kept = digits.slice(0, count);
  if (!isUp) return trimmedDigits(kept, point);
  const raised = (BigInt(`0${kept}`) + 1n).toString().padStart(count, '0');
  return trimmedDigits(raised, point + raised.length - count);
}

function roundsUp(digits: string, count: number): boolean {
  const next = digits.charAt(count);
  const isTie = next === '5' && count + 1 === digits.length;
  if (!isTie) return next >= '5';
  return count > 0 && Number(digits.charAt(count - 1)) % 2 === 1;
}

function trimmed(digits: string, shift: number): Decimal {
  return trimmedDigits(digits, digits.length + shift);
}

function trimmedDigits(digits: string, point: number): Decimal {
  const kept = digits.replace(/0+$/, '');
  return { digits: kept, point: kept === '' ? 0 : point };
}
