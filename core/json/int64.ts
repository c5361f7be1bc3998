const MIN_INT64 = -(2n ** 63n);
const MAX_INT64: bigint = 2n ** 63n - 1n;

/** Whether Kubernetes holds the whole number with all its digits, in 64 bits with a sign. */
export function isInt64(value: bigint): boolean {
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/** The whole number as values have it: a `bigint` only where a number would not hold it. */
export function wholeValue(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
