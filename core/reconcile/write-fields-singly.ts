import { ErrorCode, isOrkError, textOf } from '../errors.ts';
import { getPath, withPath } from '../object/path.ts';

/** One declared status field that is part of a refused status. */
export interface SentField {
  readonly path: string;
  readonly value?: unknown;
}

/** Fields that are tried one by one; more than that cost too many requests. */
const MAX_FIELDS = 8;

/**
 * Sends fields of a status one by one where the API server does not say which of them it refuses, as of a rule over the whole
 * status: only what is refused alone is to be left out.
 *
 * @param send - sends a patch of the status
 * @returns the words for each that was not accepted
 */
export async function writeFieldsSingly(
  fields: readonly SentField[],
  status: unknown,
  send: (patch: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  for (const { path } of fields.slice(0, MAX_FIELDS)) {
    const keys = path.split('.');
    const value = getPath(status, keys);
    if (value === undefined) continue;
    try {
      await send({ status: withPath({}, keys, value) });
    } catch (error) {
      // Whatever else ends it meets the write of the whole that follows, which tells of it.
      if (!isOrkError(error, ErrorCode.ApiInvalid)) return refused;
      refused.set(path, textOf(error));
    }
  }
  return refused;
}
