/** Nearest-rank percentile; `NaN` for no values. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN;
}

/** Middle of the values, the mean of the two middle ones for an even count; `NaN` for no values. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Largest over smallest value: 1 means that runs agree. */
export function spread(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return Math.max(...known) / Math.min(...known);
}
