import { type Clock, ErrorCode, isOrkError, type Logger, textOf } from '../../../core/index.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

export interface AwaitApiServerOptions {
  /** Any request to it. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  readonly server: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Resolves when the API server answers, however long that takes, or when aborted; says so while it does not. */
export async function awaitApiServer(options: AwaitApiServerOptions): Promise<void> {
  const { ask, clock, log, server, signal } = options;
  for (
    let delayMs = FIRST_DELAY_MS;
    !signal.aborted;
    delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)
  ) {
    try {
      await ask(signal);
      return;
    } catch (error) {
      // Any other answer is one: what it means is told where it matters.
      if (!isOrkError(error, ErrorCode.ApiUnavailable)) return;
      const fields = { server, delayMs, reason: textOf(error) };
      log.warn(fields, 'API server cannot be reached, trying again');
    }
    await clock.sleep(delayMs, signal);
  }
}
