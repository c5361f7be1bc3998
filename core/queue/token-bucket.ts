/** Limits a rate: tokens drip in, each use takes one. Holds no timer; the caller brings the time. */
export interface TokenBucket {
  /** Takes a token, in advance if none is there, and returns how long to wait for it in milliseconds. */
  reserve(nowMs: number): number;
  /** Takes a token only when one is there. */
  tryTake(nowMs: number): boolean;
}

/** Options of {@link createTokenBucket}. */
export interface TokenBucketOptions {
  readonly ratePerSecond: number;
  /** Tokens that may pile up. */
  readonly burst: number;
}

/** Creates a full bucket. */
export function createTokenBucket({ ratePerSecond, burst }: TokenBucketOptions): TokenBucket {
  let tokens = burst;
  let filledAtMs: number | undefined;
  const fill = (nowMs: number): void => {
    const elapsedMs = Math.max(0, nowMs - (filledAtMs ?? nowMs));
    tokens = Math.min(burst, tokens + (elapsedMs * ratePerSecond) / 1000);
    filledAtMs = nowMs;
  };
  return {
    reserve(nowMs) {
      fill(nowMs);
      tokens -= 1;
      return tokens >= 0 ? 0 : (-tokens * 1000) / ratePerSecond;
    },
    tryTake(nowMs) {
      fill(nowMs);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
