import type { Clock } from '../../core/clock.ts';

/** Time that moves when told. */
export interface FakeClock extends Clock {
  /** Moves time, waking sleepers in order and letting what they start settle before the next one wakes. */
  advance(ms: number): Promise<void>;
  /** Lets everything that is ready run, without moving time. */
  settle(): Promise<void>;
  /** Moves the wall clock alone, as an administrator or NTP would. */
  shiftWall(ms: number): void;
  /** Sleepers that wait at present. */
  readonly sleeping: number;
}

/** Options of {@link fakeClock}. */
export interface FakeClockOptions {
  /** Wall-clock start. Default 0. */
  readonly startMs?: number;
  /** `true`: time jumps to the next sleeper as soon as nothing else is ready. Default `false`. */
  readonly auto?: boolean;
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** Creates a clock that stands still until moved. */
export function fakeClock(options: FakeClockOptions = {}): FakeClock {
  const sleepers = new Set<Sleeper>();
  let elapsedMs = 0;
  let wallMs = options.startMs ?? 0;

  const next = (untilMs: number): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) {
      if (sleeper.dueMs > untilMs) continue;
      if (first === undefined || sleeper.dueMs < first.dueMs) first = sleeper;
    }
    return first;
  };
  const jumpTo = (ms: number): void => {
    if (ms <= elapsedMs) return;
    wallMs += ms - elapsedMs;
    elapsedMs = ms;
  };
  const jump = async (): Promise<void> => {
    await settle();
    const sleeper = next(Number.POSITIVE_INFINITY);
    if (sleeper === undefined) return;
    jumpTo(sleeper.dueMs);
    sleeper.wake();
  };

  return {
    nowMs: () => wallMs,
    monotonicMs: () => elapsedMs,
    sleep(delayMs, signal) {
      if (signal?.aborted || delayMs <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { dueMs: elapsedMs + delayMs, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
        if (options.auto === true) void jump();
      });
    },
    async advance(ms) {
      const endMs = elapsedMs + ms;
      await settle();
      for (let sleeper = next(endMs); sleeper !== undefined; sleeper = next(endMs)) {
        jumpTo(sleeper.dueMs);
        sleeper.wake();
        await settle();
      }
      jumpTo(endMs);
      await settle();
    },
    settle,
    shiftWall(ms) {
      wallMs += ms;
    },
    get sleeping() {
      return sleepers.size;
    },
  };
}

/** Enough turns of the event loop for chains of promises and streams to come to rest. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
