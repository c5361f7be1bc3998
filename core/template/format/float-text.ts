import { binaryOf, type Decimal, exactDecimal, roundDecimal, shortestDecimal } from './decimal.ts';

/** The formats of Go's `strconv.FormatFloat`. */
export type FloatFormat = 'e' | 'E' | 'f' | 'g' | 'G' | 'b' | 'x' | 'X';

/**
 * A double as Go writes it, with a sign only when negative.
 *
 * @param precision digits as the format counts them; -1 is the fewest that read back the same
 */
export function floatText(value: number, format: FloatFormat, precision: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Inf' : '+Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  switch (format) {
    case 'b':
      return sign + binaryText(value);
    case 'x':
    case 'X':
      return sign + hexText(value, format, precision);
    default:
      return sign + decimalText(value, format, precision);
  }
}

function decimalText(
  value: number,
  format: 'e' | 'E' | 'f' | 'g' | 'G',
  precision: number,
): string {
  const isShortest = precision < 0;
  const exact = isShortest ? shortestDecimal(value) : exactDecimal(value);
  switch (format) {
    case 'f': {
      const decimal = isShortest ? exact : roundDecimal(exact, exact.point + precision);
      const digits = isShortest ? Math.max(decimal.digits.length - decimal.point, 0) : precision;
      return plainText(decimal, digits);
    }
    case 'e':
    case 'E': {
      const decimal = isShortest ? exact : roundDecimal(exact, precision + 1);
      const digits = isShortest ? Math.max(decimal.digits.length - 1, 0) : precision;
      return exponentText(decimal, digits, format);
    }
    default:
      return generalText(exact, format === 'g' ? 'e' : 'E', precision);
  }
}

// The exponent form is taken below 1e-4 and from the precision on; the shortest form counts as precision 6.
function generalText(exact: Decimal, letter: 'e' | 'E', precision: number): string {
  const wanted = precision < 0 ? 6 : Math.max(precision, 1);
  const decimal = precision < 0 ? exact : roundDecimal(exact, wanted);
  const count = decimal.digits.length;
  const isWhole = precision >= 0 && wanted > count && count >= decimal.point;
  const limit = isWhole ? count : wanted;
  const exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= limit) {
    return exponentText(decimal, Math.max(count - 1, 0), letter);
  }
  return plainText(decimal, Math.max(count - decimal.point, 0));
}

function plainText(decimal: Decimal, fractionDigits: number): string {
  const { digits, point } = decimal;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (fractionDigits === 0) return whole;
  const fraction = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return `${whole}.${fraction.slice(0, fractionDigits).padEnd(fractionDigits, '0')}`;
}

function exponentText(decimal: Decimal, fractionDigits: number, letter: string): string {
  const { digits, point } = decimal;
  const first = digits.charAt(0) || '0';
  const fraction = digits.slice(1, fractionDigits + 1).padEnd(fractionDigits, '0');
  const exponent = digits === '' ? 0 : point - 1;
  return `${first}${fraction === '' ? '' : `.${fraction}`}${letter}${signedExponent(exponent)}`;
}

function signedExponent(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function binaryText(value: number): string {
  const { mantissa, exponent } = binaryOf(value);
  return `${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`;
}

function hexText(value: number, format: 'x' | 'X', precision: number): string {
  let { mantissa, exponent } = binaryOf(value);
  if (mantissa === 0n) exponent = 0;
  else {
    const shift = 61 - mantissa.toString(2).length;
    mantissa <<= BigInt(shift);
    exponent += 60 - shift;
  }
  if (precision >= 0 && precision < 15) {
    mantissa = roundHex(mantissa, precision);
    if (mantissa >> 61n !== 0n) {
      mantissa >>= 1n;
      exponent += 1;
    }
  }
  const hex = mantissa.toString(16).padStart(16, '0');
  let fraction = hex.slice(1);
  fraction =
    precision < 0
      ? fraction.replace(/0+$/, '')
      : fraction.slice(0, precision).padEnd(precision, '0');
  const text = `0x${hex.charAt(0)}${fraction === '' ? '' : `.${fraction}`}p${signedExponent(exponent)}`;
  return format === 'X' ? text.toUpperCase() : text;
}

// The mantissa holds one bit before the point and fifteen hexadecimal digits after it.
function roundHex(mantissa: bigint, digits: number): bigint {
  const dropped = BigInt(60 - 4 * digits);
  const rest = mantissa & ((1n << dropped) - 1n);
  const kept = mantissa >> dropped;
  const half = 1n << (dropped - 1n);
  const isUp = rest > half || (rest === half && kept % 2n === 1n);
  return (isUp ? kept + 1n : kept) << dropped;
}
