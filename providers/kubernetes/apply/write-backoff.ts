import {
  type Backoff,
  backoffDelayMs,
  type Clock,
  ErrorCode,
  isOrkError,
  type Operation,
  OrkError,
} from '../../../core/index.ts';
import { canonicalJson, shortHash } from '../plan/canonical-json.ts';

/** How long a refused write is left alone before it is sent again as it was: 1 s to 5 min. */
const REFUSED: Backoff = { baseMs: 1_000, maxMs: 300_000 };

/** How long one is left alone that cannot succeed unless something changes of which nobody hears. */
const HOPELESS_MS = 600_000;

/** Most refusals remembered; the oldest is forgotten. */
const MOST = 5_000;

/** Answers that say nothing about the write itself: who asks again soon may be luckier. */
const PASSING = new Set([401, 408, 409, 429]);

interface Refusal {
  readonly digest: string;
  readonly failures: number;
  readonly untilMs: number;
  readonly error: OrkError;
}

/**
 * Writes that the API server refused, by object: the same write is not sent again before its time has come.
 *
 * @remarks Events wake a custom resource often, and its other children are dealt with each time. A write that differs, or one
 * to an object that differs in another way than before, is sent at once.
 */
export class WriteBackoff {
  readonly #byId = new Map<string, Refusal>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sends a write unless it was refused as it is. @throws what the API server said, now or then */
  async send<Result>(operation: Operation, write: () => Promise<Result>): Promise<Result> {
    const known = this.#byId.get(operation.id);
    if (known !== undefined && known.digest === digestOf(operation)) {
      const leftMs = known.untilMs - this.#clock.monotonicMs();
      if (leftMs > 0) throw laterBy(known.error, leftMs);
    }
    try {
      const result = await write();
      this.#byId.delete(operation.id);
      return result;
    } catch (error) {
      throw isRefusal(error) ? this.#refused(operation, error) : error;
    }
  }

  /** The object is gone: a write to another of that name is another write. */
  forget(id: string): void {
    this.#byId.delete(id);
  }

  #refused(operation: Operation, error: OrkError): OrkError {
    const digest = digestOf(operation);
    const known = this.#byId.get(operation.id);
    const failures = known?.digest === digest ? known.failures + 1 : 1;
    const delayMs = delayOf(error, failures);
    this.#byId.delete(operation.id);
    const untilMs = this.#clock.monotonicMs() + delayMs;
    this.#byId.set(operation.id, { digest, failures, untilMs, error });
    const [oldest] = this.#byId.keys();
    if (this.#byId.size > MOST && oldest !== undefined) this.#byId.delete(oldest);
    return laterBy(error, delayMs);
  }
}

function delayOf({ retry }: OrkError, failures: number): number {
  if (retry.kind === 'never') return HOPELESS_MS;
  const ownMs = backoffDelayMs(REFUSED, failures, 0);
  return retry.kind === 'after' ? Math.max(retry.delayMs, ownMs) : ownMs;
}

/** An answer about the write itself, so that the same write would be answered alike. */
function isRefusal(error: unknown): error is OrkError {
  if (!isOrkError(error)) return false;
  if (error.code === ErrorCode.FieldConflict || error.code === ErrorCode.ApiInvalid) return true;
  const status = Number(error.details['status']);
  return status >= 400 && status < 500 && !PASSING.has(status);
}

/** The same error, for a caller who is to come back later. */
function laterBy(error: OrkError, delayMs: number): OrkError {
  const { code, details, message } = error;
  return new OrkError(message, { code, details, cause: error, retry: { kind: 'after', delayMs } });
}

/** What is sent, and against what: a copy's or a certificate's contents are part of neither. */
function digestOf({ verb, payload, changes = [], reason }: Operation): string {
  const { manifest, method, force, uid } = payload;
  return shortHash(canonicalJson([verb, manifest, method, force, uid, changes, reason]));
}
