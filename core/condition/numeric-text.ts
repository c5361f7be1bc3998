const LEADING = /^\s*([+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,3})?)/;

/** The number at the start of a text (`10Gi` is 10); `undefined` when it starts with none. */
export function leadingNumber(text: string): number | undefined {
  const [, digits] = LEADING.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The number that the whole of a text is. */
export function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  const [match, digits] = LEADING.exec(trimmed) ?? [];
  return match === undefined || match.length !== trimmed.length ? undefined : Number(digits);
}

/** The bounds of `low,high`. */
export function boundsOf(text: string): readonly [low: number, high: number] | undefined {
  const [low, high, ...more] = text.split(',').map(leadingNumber);
  return low === undefined || high === undefined || more.length > 0 ? undefined : [low, high];
}
