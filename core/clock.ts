import { setTimeout as delay } from 'node:timers/promises';

/** Time as a dependency, so that tests move it by hand. */
export interface Clock {
  /** Wall-clock milliseconds since 1970-01-01 UTC. */
  nowMs(): number;
  /** Milliseconds of a clock that never goes back; only differences mean something. */
  monotonicMs(): number;
  /** Resolves after `delayMs`, or at once when the signal aborts; never rejects. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(delayMs, signal) {
    try {
      await delay(delayMs, undefined, { signal, ref: true });
    } catch (error) {
      // An aborted sleep is over early, which the caller sees on the signal.
      if (!signal?.aborted) throw error;
    }
  },
};
