/** How many keys may be handed out in one turn of the event loop. */
export interface BatchSize {
  readonly keys: number;
  /** Learns from a turn of this many milliseconds in which a full or partial batch was handed out. */
  took(ms: number): void;
}

/**
 * Creates a size that fits what keys cost.
 *
 * @remarks What a key does before it first waits for the cluster runs in the turn in which it is handed out: a few
 * microseconds where nothing changed, a millisecond where children are planned. So a turn that was longer than `longestMs`
 * halves the batch, one shorter than half of it doubles the batch, up to `mostKeys`, which is also where it begins.
 */
export function createBatchSize(options: {
  readonly longestMs: number;
  readonly mostKeys: number;
}): BatchSize {
  const { longestMs, mostKeys } = options;
  let keys = mostKeys;
  return {
    get keys() {
      return keys;
    },
    took(ms) {
      if (ms > longestMs) keys = Math.max(1, Math.floor(keys / 2));
      else if (ms < longestMs / 2) keys = Math.min(mostKeys, keys * 2);
    },
  };
}
