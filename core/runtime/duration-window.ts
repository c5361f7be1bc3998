/** The last durations, for percentiles without a histogram. */
export interface DurationWindow {
  add(durationMs: number): void;
  /** Nearest-rank percentile of the window in milliseconds; 0 while empty. */
  percentile(fraction: number): number;
}

/** Creates a window over the last `size` durations. Default 256. */
export function createDurationWindow(size = 256): DurationWindow {
  const ring: number[] = [];
  let next = 0;
  return {
    add(durationMs) {
      ring[next] = durationMs;
      next = (next + 1) % size;
    },
    percentile(fraction) {
      if (ring.length === 0) return 0;
      const sorted = [...ring].sort((left, right) => left - right);
      return sorted[Math.min(sorted.length - 1, Math.ceil(fraction * sorted.length) - 1)] ?? 0;
    },
  };
}
