import { type Clock, ErrorCode, OrkError } from '../../core/index.ts';

/** Limits of a piece of work. */
export interface Within {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs work with a signal that ends after a time or with the given one, and leaves no timer behind.
 *
 * @throws {@link OrkError} `ORK_ABORTED` at that moment, also when the work does not heed its signal: credentials that a
 * plugin takes minutes to fetch must not keep a leader from stepping down
 */
export async function within<Result>(
  { clock, timeoutMs, signal }: Within,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const done = new AbortController();
  const stop = (): void => controller.abort();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const timer = clock.sleep(timeoutMs, done.signal).then(stop);
  try {
    return await Promise.race([work(controller.signal), rejectOn(controller.signal, timeoutMs)]);
  } finally {
    signal.removeEventListener('abort', stop);
    done.abort();
    await timer;
  }
}

function rejectOn(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void =>
      reject(
        new OrkError('Lease request was given up', {
          code: ErrorCode.Aborted,
          details: { timeoutMs, text: `no answer within ${Math.round(timeoutMs)} ms` },
        }),
      );
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
  });
}
