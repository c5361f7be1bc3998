import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { StatusError } from '../status/status-error.ts';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** Probes that answer without a token, as the real server allows anonymous users. */
const OPEN_PATHS: ReadonlySet<string> = new Set(['/healthz', '/livez', '/readyz', '/version']);

/**
 * Lets a request in only when it addresses this host by a loopback name and carries the token.
 *
 * @remarks The Host check stops web pages from reaching the server under a name of their own (DNS rebinding).
 * @throws StatusError 401 or 403.
 */
export function assertAllowed(request: IncomingMessage, url: URL, token: string): void {
  const host = request.headers.host ?? '';
  if (!LOOPBACK_NAMES.has(host.replace(/:\d+$/, ''))) {
    throw new StatusError('the Host header does not name the loopback interface', {
      code: 403,
      reason: 'Forbidden',
      details: {},
    });
  }
  if (OPEN_PATHS.has(url.pathname) || hasToken(request, token)) return;
  throw new StatusError('Unauthorized', { code: 401, reason: 'Unauthorized' });
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
