const LEADING = /^\s*([+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,3})?)/;

/** The number at the start of a text (`10Gi` is 10); `undefined` when it starts with none. */
export function leadingNumber(text: string): number | bigint | undefined {
  const [, digits] = LEADING.exec(text) ?? [];
  return digits === undefined ? undefined : exactly(digits);
}

/** The number that the whole of a text is. */
export function wholeNumber(text: string): number | bigint | undefined {
  const trimmed = text.trim();
  const [match, digits] = LEADING.exec(trimmed) ?? [];
  return match === undefined || match.length !== trimmed.length ? undefined : exactly(digits ?? '');
}

/** Whole numbers beyond 2^53 are compared with all their digits. */
function exactly(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) || !/^[+-]?\d+$/.test(digits) ? number : BigInt(digits);
}

/** The bounds of `low,high`. */
export function boundsOf(
  text: string,
): readonly [low: number | bigint, high: number | bigint] | undefined {
  const [low, high, ...more] = text.split(',').map(leadingNumber);
  return low === undefined || high === undefined || more.length > 0 ? undefined : [low, high];
}
