import type { ObjectRef } from '../object/kube-object.ts';

/** One event that repeats. */
export interface Series {
  readonly key: string;
  /** The event object; absent while it has not been written. */
  ref: ObjectRef | undefined;
  count: number;
  lastMs: number;
  /** Count and time of the last write. */
  written: { readonly count: number; readonly atMs: number };
}

/** The series that may go on. */
export interface SeriesBook {
  /** Counts an occurrence; `undefined`: it is the first of its series. */
  repeat(key: string, nowMs: number): Series | undefined;
  begin(key: string, nowMs: number): void;
  /** The first occurrence has been written as this object, which later ones count on. */
  written(key: string, ref: ObjectRef): void;
  end(key: string): void;
  /** A series with repeats that are to be written now. */
  due(nowMs: number): Series | undefined;
  /** All with repeats that have not been written. */
  unwritten(): readonly Series[];
  /** When the next one is due, `undefined` when none will be. */
  nextDueMs(): number | undefined;
  clear(): void;
}

/** A series ends when nothing has been added for this long (as in client-go). */
const GAP_MS = 6 * 60_000;

/** Repeats are written at most so often. */
const WRITE_EVERY_MS = 30_000;

/** Series remembered at a time. */
const LIMIT = 1_024;

/** Creates an empty book. */
export function createSeriesBook(): SeriesBook {
  // In the order of their last occurrence, oldest first.
  const book = new Map<string, Series>();
  const isUnwritten = (series: Series): boolean =>
    series.ref !== undefined && series.count > series.written.count;
  const forgetOld = (nowMs: number): void => {
    for (const [key, series] of book) {
      const isOver = nowMs - series.lastMs > GAP_MS && !isUnwritten(series);
      if (!isOver && book.size <= LIMIT) return;
      book.delete(key);
    }
  };
  return {
    repeat(key, nowMs) {
      const series = book.get(key);
      if (series === undefined) return undefined;
      book.delete(key);
      if (nowMs - series.lastMs > GAP_MS) return undefined;
      series.count += 1;
      series.lastMs = nowMs;
      book.set(key, series);
      return series;
    },
    begin(key, nowMs) {
      const series: Series = {
        key,
        ref: undefined,
        count: 1,
        lastMs: nowMs,
        written: { count: 1, atMs: nowMs },
      };
      book.set(key, series);
      forgetOld(nowMs);
    },
    written(key, ref) {
      const series = book.get(key);
      if (series !== undefined) series.ref = ref;
    },
    end: (key) => void book.delete(key),
    due(nowMs) {
      forgetOld(nowMs);
      for (const series of book.values()) {
        if (isUnwritten(series) && nowMs >= dueMsOf(series)) return series;
      }
      return undefined;
    },
    unwritten: () => [...book.values()].filter(isUnwritten),
    nextDueMs() {
      const due = [...book.values()].filter(isUnwritten).map(dueMsOf);
      return due.length === 0 ? undefined : Math.min(...due);
    },
    clear: () => book.clear(),
  };
}

/** The first repeat is told at once: it turns an event into a series. */
function dueMsOf({ written }: Series): number {
  return written.count === 1 ? written.atMs : written.atMs + WRITE_EVERY_MS;
}
