/** A count that falls by itself: one for each period without anything to count. */
export interface LeakyCount {
  /** As of {@link LeakyCount.atMs}. */
  readonly level: number;
  readonly atMs: number;
}

/** The count with one more. */
export function counted(
  count: LeakyCount | undefined,
  { nowMs, periodMs }: { readonly nowMs: number; readonly periodMs: number },
): LeakyCount {
  const level = count === undefined ? 0 : levelAt(count, nowMs, periodMs);
  return { level: level + 1, atMs: nowMs };
}

/** What is left of a count. */
export function levelAt(count: LeakyCount, nowMs: number, periodMs: number): number {
  return Math.max(0, count.level - (nowMs - count.atMs) / periodMs);
}
