import type { EventEmitter } from 'node:events';
import { ExitCode } from './exit-codes.ts';

/**
 * Aborts on the first SIGINT or SIGTERM, so that work is drained; the second one exits at once. SIGHUP, which the end of a terminal
 * sends more than once, only aborts.
 *
 * @param exit ends the process.
 */
export function listenForSignals(source: EventEmitter, exit: (code: number) => void): AbortSignal {
  const controller = new AbortController();
  const listen = (): void => {
    if (controller.signal.aborted) exit(ExitCode.Interrupted);
    else controller.abort();
  };
  source.on('SIGINT', listen);
  source.on('SIGTERM', listen);
  source.on('SIGHUP', () => controller.abort());
  return controller.signal;
}
