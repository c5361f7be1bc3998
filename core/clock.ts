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

/** Longest wait of one timer (2³¹ − 1 ms, some 24 days): a longer one would fire at once. */
const TIMER_LIMIT_MS = 2_147_483_647;

/** The clock of the machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(delayMs, signal) {
    const untilMs = performance.now() + delayMs;
    try {
      for (let leftMs = delayMs; ; leftMs = untilMs - performance.now()) {
        await delay(Math.min(leftMs, TIMER_LIMIT_MS), undefined, { signal });
        if (leftMs <= TIMER_LIMIT_MS) return;
      }
    } catch (error) {
      // An aborted sleep is over early, which the caller sees on the signal.
      if (!signal?.aborted) throw error;
    }
  },
};
