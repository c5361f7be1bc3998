import { ErrorCode, type ObjectRef, OrkError, parseKey } from '../../../core/index.ts';

/** An opaque token that says after which object the next page begins. */
export function writeToken({ namespace, name }: ObjectRef): string {
  return Buffer.from(`${namespace}/${name}`, 'utf8').toString('base64url');
}

/** @throws {OrkError} `Usage` for anything {@link writeToken} did not make. */
export function readToken(token: string): ObjectRef {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (!key.includes('/') || writeToken(parseKey(key)) !== token)
    throw new OrkError('Page token is wrong', {
      code: ErrorCode.Usage,
      retry: { kind: 'never' },
      details: { text: 'continue is not a token of an earlier page' },
    });
  return parseKey(key);
}
