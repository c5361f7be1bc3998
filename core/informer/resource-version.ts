/** Versions as the API server writes them: decimal, no leading zero (KEP-5504). */
const COMPARABLE = /^(0|[1-9]\d*)$/;

/** Tells whether a version takes part in {@link compareVersions}. */
export function isComparable(version: string): boolean {
  return COMPARABLE.test(version);
}

/**
 * Order of two resource versions of one resource type: negative, 0 or positive (KEP-5504).
 *
 * @returns `undefined` when they differ and at least one is no decimal number: then only equality means something.
 */
export function compareVersions(left: string, right: string): number | undefined {
  if (left === right) return 0;
  if (!isComparable(left) || !isComparable(right)) return undefined;
  // Longer means larger, and equally long numbers order like texts; so no digit is lost to rounding.
  return left.length - right.length || (left < right ? -1 : 1);
}
