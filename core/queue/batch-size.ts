/** How many keys may be handed out in one turn of the event loop. */
export interface BatchSize {
  readonly keys: number;
  /** Learns from a turn of `ms` milliseconds in which `handed` keys were handed out. */
  took(ms: number, handed: number): void;
}

/** Few enough for code that has never run before. */
const FIRST_KEYS = 4;

/**
 * Creates a size that fits what keys cost.
 *
 * @remarks What a key does before it first waits for the cluster runs in the turn in which it is handed out: a few
 * microseconds where nothing changed, a millisecond where children are planned. So a turn that was longer than `longestMs`
 * halves the batch, and a full one that took less than half of it doubles the batch, up to `mostKeys`.
 */
export function createBatchSize(options: {
  readonly longestMs: number;
  readonly mostKeys: number;
}): BatchSize {
  const { longestMs, mostKeys } = options;
  let keys = Math.min(FIRST_KEYS, mostKeys);
  return {
    get keys() {
      return keys;
    },
    took(ms, handed) {
      if (ms > longestMs) keys = Math.max(1, Math.floor(keys / 2));
      else if (handed >= keys && ms < longestMs / 2) keys = Math.min(mostKeys, keys * 2);
    },
  };
}
