import { ErrorCode, isOrkError } from '../../../core/index.ts';

/** What is known of a request when it failed. */
export interface FailedTry {
  /** Sending it twice does no more than sending it once. */
  readonly isIdempotent: boolean;
  /** Tries so far, from 1. */
  readonly tries: number;
  /** A number in [0, 1). */
  readonly random: number;
}

/** Most tries of one request. */
const MOST_TRIES = 5;

/** Between tries when the server does not say how long. */
const BASE_MS = 200;

/** Longest wait inside one request; a server that asks for more is left to the caller's own queue. */
const LONGEST_MS = 10_000;

/**
 * How long to wait before the request is sent again, or `undefined` when the caller hears of the failure.
 *
 * @remarks 429 means "not processed" and is tried again for every verb; after 5xx and broken connections nobody knows,
 * so only idempotent requests are.
 */
export function retryDelayMs(error: unknown, failed: FailedTry): number | undefined {
  if (!isOrkError(error) || failed.tries >= MOST_TRIES) return undefined;
  if (error.retry.kind === 'never') return undefined;
  const isUnprocessed = error.code === ErrorCode.ApiThrottled || error.details['isUnsent'] === true;
  const isTransient =
    error.code === ErrorCode.ApiUnavailable || Number(error.details['status']) >= 500;
  if (!isUnprocessed && !(isTransient && failed.isIdempotent)) return undefined;
  const ownMs = BASE_MS * 2 ** (failed.tries - 1) * (1 - 0.5 * failed.random);
  const askedMs = error.retry.kind === 'after' ? error.retry.delayMs : 0;
  if (askedMs > LONGEST_MS) return undefined;
  // Spread, so that all who were sent away do not come back at once.
  return askedMs > 0 ? askedMs + failed.random * ownMs : ownMs;
}
