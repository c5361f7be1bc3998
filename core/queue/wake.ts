import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.ts';

/** Lets loops wait for "something changed" or a point in time, whichever comes first. */
export interface Wake {
  /** Ends every wait under way; costs nothing when there is none. */
  wake(): void;
  /** Waits for {@link Wake.wake}, for `delayMs` (absent: for ever), or for the signal. */
  wait(delayMs: number | undefined, signal: AbortSignal): Promise<void>;
}

/** Without a reason of ours each abort would make an exception with a stack, which costs more than the wait. */
const OVER = 'over';

/** Creates a wake. */
export function createWake(clock: Clock): Wake {
  let waiting = new Set<() => void>();
  return {
    wake() {
      if (waiting.size === 0) return;
      const woken = waiting;
      waiting = new Set();
      for (const resolve of woken) resolve();
    },
    async wait(delayMs, signal) {
      if (signal.aborted) return;
      // One signal stops many loops; Node warns of a leak from eleven listeners on.
      setMaxListeners(0, signal);
      const set = waiting;
      const { over, stop } = delayMs === undefined ? untilStopped() : sleeping(clock, delayMs);
      set.add(stop);
      signal.addEventListener('abort', stop, { once: true });
      try {
        await over;
      } finally {
        set.delete(stop);
        signal.removeEventListener('abort', stop);
      }
    },
  };
}

interface Wait {
  readonly over: Promise<void>;
  readonly stop: () => void;
}

/** A busy loop waits thousands of times a second, so this makes no signal of its own. */
function untilStopped(): Wait {
  let stop = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    stop = resolve;
  });
  return { over, stop };
}

function sleeping(clock: Clock, delayMs: number): Wait {
  const controller = new AbortController();
  return {
    over: clock.sleep(delayMs, controller.signal),
    stop: () => controller.abort(OVER),
  };
}
