/** How long failures are waited out. */
export interface Backoff {
  /** Delay after the first failure, in milliseconds. */
  readonly baseMs: number;
  /** Longest delay, in milliseconds. */
  readonly maxMs: number;
  /** Growth per further failure. Default 2. */
  readonly factor?: number;
  /** Share of the delay that is drawn at random, 0–1: 0.2 yields 80–100 % of it. Default 0. */
  readonly jitter?: number;
}

/** Per-item backoff of the work queue: 5 ms·2ⁿ up to 1000 s (katalog-language §15.1). */
export const ITEM_BACKOFF: Backoff = { baseMs: 5, maxMs: 1_000_000, jitter: 0.2 };

/** Backoff of lists and watches that fail: 0.8 s to 30 s. */
export const STREAM_BACKOFF: Backoff = { baseMs: 800, maxMs: 30_000, jitter: 0.5 };

/**
 * Delay before the next try.
 *
 * @param failures - how often it has failed so far, from 1
 * @param random - a number in [0, 1)
 */
export function backoffDelayMs(backoff: Backoff, failures: number, random: number): number {
  const exponent = Math.max(0, failures - 1);
  // Infinity for absurd exponents, which the cap takes care of.
  const grown = backoff.baseMs * (backoff.factor ?? 2) ** exponent;
  const delayMs = Math.min(grown, backoff.maxMs);
  return delayMs * (1 - (backoff.jitter ?? 0) * random);
}
