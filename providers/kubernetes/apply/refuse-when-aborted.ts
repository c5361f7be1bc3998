import { ErrorCode, OrkError } from '../../../core/index.ts';

/** @throws {@link OrkError} `Aborted` when the signal is. */
export function refuseWhenAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new OrkError('Operation was aborted', {
    code: ErrorCode.Aborted,
    cause: signal.reason,
    retry: { kind: 'never' },
  });
}
