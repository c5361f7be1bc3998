import { floatText } from '../template/format/float-text.ts';

/** What a plain scalar is for the YAML reader of the Kubernetes API. */
export type GoScalar = string | number | bigint | boolean | null;

const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<
  string,
  boolean | number | null
>([
  ...allCases(['y', 'yes', 'true', 'on'], true),
  ...allCases(['n', 'no', 'false', 'off'], false),
  ...allCases(['null'], null),
  ['', null],
  ['~', null],
  ...['.nan', '.NaN', '.NAN'].map((word): [string, number] => [word, Number.NaN]),
  ...['', '+'].flatMap((sign) => infinities(sign, Number.POSITIVE_INFINITY)),
  ...infinities('-', Number.NEGATIVE_INFINITY),
]);

const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const LEADING_DOT = /^\.\d+(_\d+)*([eE][-+]?\d+(_\d+)*)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9]\d*|0))$/;

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64: bigint = 2n ** 63n - 1n;
const MAX_UINT64: bigint = 2n ** 64n - 1n;

/**
 * Resolves a plain scalar as Go's `sigs.k8s.io/yaml` does, which kubectl and the API server read manifests with.
 *
 * @remarks It is YAML 1.1 with exceptions: `0444` is octal, `0o444` too, `yes` and `y` are booleans, `1_000` is a
 * number; `12:30` and dates stay texts. A whole number beyond what JavaScript holds exactly is a `bigint`.
 */
export function goScalar(text: string): GoScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (text.startsWith('.'))
    return LEADING_DOT.test(text) ? finite(text.replaceAll('_', ''), text) : text;
  if (!/^[-+\d]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  const whole = wholeNumber(digits);
  if (whole !== undefined) return whole;
  return FLOAT.test(digits) ? finite(digits, text) : text;
}

/** The key that a plain scalar stands for: `on:` is `true`, `0444:` is `292`; `undefined` for one that is no text. */
export function goKey(text: string): string | undefined {
  const value = goScalar(text);
  if (value === null) return undefined;
  const isFloat = typeof value === 'number' && wholeNumber(text.replaceAll('_', '')) === undefined;
  return isFloat ? floatKey(value) : String(value);
}

/** Go prints keys as floats of 32 bits. */
function floatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (value === 0) return floatText(value, 'g', -1);
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return value < 0 ? '-.inf' : '.inf';
  const shortest = [1, 2, 3, 4, 5, 6, 7, 8]
    .map((digits) => Number(single.toPrecision(digits)))
    .find((candidate) => Math.fround(candidate) === single);
  return floatText(shortest ?? Number(single.toPrecision(9)), 'g', -1);
}

/** A whole number of 64 bits, `undefined` for anything else. */
function wholeNumber(text: string): number | bigint | undefined {
  const [, sign, hex, binary, octal, decimal] = INTEGER.exec(text) ?? [];
  const magnitude = magnitudeOf({ hex, binary, octal, decimal });
  if (magnitude === undefined) return undefined;
  const value = sign === '-' ? -magnitude : magnitude;
  const isInRange = value >= MIN_INT64 && value <= (sign === '' ? MAX_UINT64 : MAX_INT64);
  if (!isInRange) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function magnitudeOf(digits: {
  readonly hex: string | undefined;
  readonly binary: string | undefined;
  readonly octal: string | undefined;
  readonly decimal: string | undefined;
}): bigint | undefined {
  if (digits.decimal !== undefined) return BigInt(digits.decimal);
  if (digits.octal !== undefined) return BigInt(`0o${digits.octal}`);
  if (digits.hex !== undefined) return BigInt(`0x${digits.hex}`);
  return digits.binary === undefined ? undefined : BigInt(`0b${digits.binary}`);
}

/** Go refuses a number beyond the range of a float, so it stays the text that was written. */
function finite(digits: string, text: string): number | string {
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
}

function allCases<Value>(words: readonly string[], value: Value): readonly [string, Value][] {
  return words.flatMap((word): [string, Value][] => {
    const capital = word.charAt(0).toUpperCase() + word.slice(1);
    return [...new Set([word, capital, word.toUpperCase()])].map((form) => [form, value]);
  });
}

function infinities(sign: string, value: number): readonly [string, number][] {
  return ['.inf', '.Inf', '.INF'].map((word) => [`${sign}${word}`, value]);
}
