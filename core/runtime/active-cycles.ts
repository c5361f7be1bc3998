import type { Clock } from '../clock.ts';
import { ErrorCode, OrkError } from '../errors.ts';

/** Cycles under way, so that they can be ended together and none runs for ever. */
export interface ActiveCycles {
  readonly size: number;
  /** Runs a cycle with a signal of its own; frees it however it ends. */
  track<Result>(run: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Aborts every cycle with the reason. */
  abortAll(reason: Error): void;
  /** Resolves when none is left. */
  idle(): Promise<void>;
  /** Ends cycles that take longer than the limit, until aborted. */
  watch(signal: AbortSignal): Promise<void>;
}

/** How often overdue cycles are looked for. */
const SWEEP_MS = 1_000;

/** Creates the set; a cycle longer than `timeoutMs` (default 60 000) is aborted with `ORK_RECONCILE_TIMEOUT`. */
export function createActiveCycles(clock: Clock, timeoutMs = 60_000): ActiveCycles {
  const active = new Map<AbortController, number>();
  let waiters: (() => void)[] = [];
  const settle = (): void => {
    if (active.size > 0) return;
    for (const wake of waiters) wake();
    waiters = [];
  };
  return {
    get size() {
      return active.size;
    },
    async track(run) {
      const controller = new AbortController();
      active.set(controller, clock.monotonicMs());
      try {
        return await run(controller.signal);
      } finally {
        active.delete(controller);
        settle();
      }
    },
    abortAll(reason) {
      for (const controller of active.keys()) controller.abort(reason);
    },
    idle: () => (active.size === 0 ? Promise.resolve() : new Promise((wake) => waiters.push(wake))),
    async watch(signal) {
      while (!signal.aborted) {
        await clock.sleep(SWEEP_MS, signal);
        const overdue = clock.monotonicMs() - timeoutMs;
        for (const [controller, startedAt] of active) {
          if (startedAt < overdue) controller.abort(timeoutError(timeoutMs));
        }
      }
    },
  };
}

function timeoutError(timeoutMs: number): OrkError {
  return new OrkError('Reconcile took too long and was ended', {
    code: ErrorCode.ReconcileTimeout,
    details: { timeoutMs, text: `reconcile took longer than ${timeoutMs / 1000} s and was ended` },
  });
}
