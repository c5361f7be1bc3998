import type { Clock } from '../clock.ts';

/**
 * Statuses that say nothing but which generation was observed, and wait while other custom resources change: what people
 * wait for goes first.
 */
export interface PostponedStatuses {
  /** A key is worked on because its custom resource changed. */
  changed(key: string): void;
  /** Whether the status of this key has to wait. */
  mustWait(key: string): boolean;
  /** Whether it has been waiting. */
  has(key: string): boolean;
  /** Lets it wait. @returns when to look again, in milliseconds */
  postpone(key: string): number;
  /** It is written, or no longer wanted. */
  forget(key: string): void;
}

/** Changes that are closer together than this are a flood. */
const QUIET_MS = 250;
/** How often it is looked whether a flood is over. */
const LOOK_AGAIN_MS = 1_000;
/** A status waits no longer than this, however long the flood lasts. */
const LONGEST_MS = 5_000;

/** Creates the record of one CRD; `areChangesWaiting`: custom resources have changed that nobody has worked on yet. */
export function createPostponedStatuses(
  clock: Clock,
  areChangesWaiting: () => boolean,
): PostponedStatuses {
  const since = new Map<string, number>();
  let last = { key: '', atMs: Number.NEGATIVE_INFINITY };
  let lastOfOthers = last;
  const isFlooded = (key: string): boolean => {
    const { atMs } = last.key === key ? lastOfOthers : last;
    return clock.monotonicMs() - atMs < QUIET_MS || areChangesWaiting();
  };
  return {
    changed(key) {
      if (last.key !== key) lastOfOthers = last;
      last = { key, atMs: clock.monotonicMs() };
    },
    mustWait(key) {
      const nowMs = clock.monotonicMs();
      return isFlooded(key) && nowMs - (since.get(key) ?? nowMs) < LONGEST_MS;
    },
    has: (key) => since.has(key),
    postpone(key) {
      if (!since.has(key)) since.set(key, clock.monotonicMs());
      return LOOK_AGAIN_MS;
    },
    forget: (key) => void since.delete(key),
  };
}
