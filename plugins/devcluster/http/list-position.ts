import { badRequest, StatusError } from '../status/status-error.ts';

/** Where a paged list goes on: at the same revision, after the last key. */
export interface ListPosition {
  readonly revision: number;
  readonly after: string;
}

/** The token that goes to the client. */
export function encodePosition({ revision, after }: ListPosition): string {
  const token = { v: 'meta.k8s.io/v1', rv: revision, start: after };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/**
 * Reads a token back.
 *
 * @throws StatusError 400.
 */
export function decodePosition(token: string): ListPosition {
  const position = tryDecode(token);
  if (position === undefined)
    throw badRequest('invalid continue token: continue key is not valid: unable to decode');
  return position;
}

function tryDecode(token: string): ListPosition | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    const revision: unknown = Reflect.get(Object(value), 'rv');
    const after: unknown = Reflect.get(Object(value), 'start');
    if (typeof revision !== 'number' || typeof after !== 'string') return undefined;
    return { revision, after };
  } catch {
    // Not a token of ours; the caller says so to the client.
    return undefined;
  }
}

/** 410 for a position whose revision has left the history. */
export function positionExpired(): StatusError {
  return new StatusError(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    { code: 410, reason: 'Expired' },
  );
}
