import type { Clock } from '../clock.ts';

/**
 * Ticks until aborted.
 *
 * @remarks Each period is between 90 % and 110 % of `everyMs`, so that many CRDs do not tick together for ever.
 */
export async function runResync(
  options: {
    readonly everyMs: number;
    readonly clock: Clock;
    /** Numbers in [0, 1). */
    readonly random: () => number;
    readonly tick: () => Promise<void>;
  },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await options.clock.sleep(options.everyMs * (0.9 + 0.2 * options.random()), signal);
    if (!signal.aborted) await options.tick();
  }
}
