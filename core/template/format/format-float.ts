import { type FloatFormat, floatText } from './float-text.ts';
import { type FormatFlags, pad } from './format-flags.ts';

/** A double under one of the float verbs, or `undefined` when the verb is for something else. */
export function formatFloat(value: number, verb: string, flags: FormatFlags): string | undefined {
  switch (verb) {
    case 'v':
      return formatted(value, 'g', -1, flags);
    case 'b':
    case 'g':
    case 'G':
    case 'x':
    case 'X':
      return formatted(value, verb, -1, flags);
    case 'e':
    case 'E':
    case 'f':
      return formatted(value, verb, 6, flags);
    case 'F':
      return formatted(value, 'f', 6, flags);
    default:
      return undefined;
  }
}

function formatted(
  value: number,
  format: FloatFormat,
  defaultPrecision: number,
  flags: FormatFlags,
): string {
  const precision = flags.hasPrecision ? flags.precision : defaultPrecision;
  const text = floatText(value, format, precision);
  const isNegative = text.startsWith('-');
  let number = text.replace(/^[-+]/, '');
  const sign = isNegative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  if (!Number.isFinite(value)) return pad(infinite(number, sign), flags, false);
  if (flags.sharp && format !== 'b') number = withPoint(number, format, precision);
  const length = sign.length + number.length;
  const isFilled = sign !== '' && flags.zero && !flags.minus && flags.hasWidth;
  if (isFilled && flags.width > length) return sign + '0'.repeat(flags.width - length) + number;
  return pad(sign + number, flags);
}

function infinite(number: string, sign: string): string {
  return number === 'Inf' && sign === '' ? '+Inf' : sign + number;
}

// The sharp flag keeps the point and the zeros at the end that the other forms drop.
function withPoint(number: string, format: FloatFormat, precision: number): string {
  const isHex = format === 'x' || format === 'X';
  const tailAt = number.search(isHex ? /[pP]/ : /[eE]/);
  const head = tailAt < 0 ? number : number.slice(0, tailAt);
  const tail = tailAt < 0 ? '' : number.slice(tailAt);
  const counts = format === 'g' || format === 'G' || format === 'x';
  let missing = counts ? (precision < 0 ? 6 : precision) : 0;
  missing -= head.replace('.', '').replace(/^0+/, '').length;
  let padded = head;
  if (!head.includes('.')) {
    if (head === '0') missing -= 1;
    padded += '.';
  }
  return padded + '0'.repeat(Math.max(missing, 0)) + tail;
}
