import { ErrorCode, isOrkError, OrkError, type Retry, textOf } from '../errors.ts';

/** What failed in a cycle, entry by entry. */
export interface Fault {
  readonly entry: string;
  readonly error: unknown;
}

/** The error with the entry it belongs to, for one that knows at most its place in the block. */
export function namingEntry(entry: string, cause: unknown): unknown {
  if (!isOrkError(cause)) return cause;
  const { code, details, message, retry } = cause;
  if (textOf(cause).startsWith(entry)) return cause;
  const text = `${entry}: ${textOf(cause)}`;
  return new OrkError(message, { code, cause, retry, details: { ...details, entry, text } });
}

/**
 * One error for all that failed: a single one as it is, several by their entries, in the order of declaration.
 *
 * @returns `undefined` when nothing failed.
 */
export function errorOfAll(faults: readonly Fault[]): unknown {
  const [first, ...rest] = faults;
  if (first === undefined || rest.length === 0) return first?.error;
  const named = faults.map(({ entry, error }) => namingEntry(entry, error));
  const codes = new Set(named.map((error) => (isOrkError(error) ? error.code : undefined)));
  const [code] = codes;
  return new OrkError('Several entries failed', {
    code: codes.size === 1 && code !== undefined ? code : ErrorCode.ReconcileFailed,
    cause: first.error,
    retry: soonest(named),
    details: {
      // A condition may have no room for all of them.
      text: `${faults.length} entries failed: ${faults.map(textOfFault).join('; ')}`,
      entries: faults.map(({ entry }) => entry),
    },
  });
}

function textOfFault({ entry, error }: Fault): string {
  const text = textOf(error);
  return text.startsWith(entry) ? text : `${entry}: ${text}`;
}

/** When the first of them is to be tried again. */
function soonest(errors: readonly unknown[]): Retry {
  const retries = errors.map(
    (error): Retry => (isOrkError(error) ? error.retry : { kind: 'backoff' }),
  );
  if (retries.some(({ kind }) => kind === 'backoff')) return { kind: 'backoff' };
  const delays = retries.flatMap((retry) => (retry.kind === 'after' ? [retry.delayMs] : []));
  return delays.length === 0 ? { kind: 'never' } : { kind: 'after', delayMs: Math.min(...delays) };
}
