/** Spreads requests over time. */
export interface RateLimit {
  /** Books a place and returns how long to wait for it, in milliseconds. */
  reserve(nowMs: number): number;
}

/** Creates a limit of `perSecond` requests; `burst` (default twice the rate) may go at once after a quiet time. */
export function createRateLimit(perSecond: number, burst: number = 2 * perSecond): RateLimit {
  const spacingMs = 1000 / perSecond;
  const headStartMs = spacingMs * (Math.max(1, burst) - 1);
  let bookedUntilMs = Number.NEGATIVE_INFINITY;
  return {
    reserve(nowMs) {
      const atMs = Math.max(bookedUntilMs, nowMs);
      bookedUntilMs = atMs + spacingMs;
      return Math.max(0, atMs - headStartMs - nowMs);
    },
  };
}
