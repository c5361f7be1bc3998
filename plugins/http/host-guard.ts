import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorCode } from '../../core/index.ts';
import { sendProblem } from './error-handler.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

/** Tells whether only this machine can reach an address. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/**
 * Refuses requests that reached a loopback address under a foreign name.
 *
 * @remarks A web page can point its own name at 127.0.0.1 (DNS rebinding); the `Host` header gives it away.
 */
export async function guardHost(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const host = request.headers.host ?? '';
  if (isLoopback(host.replace(/:\d+$/, ''))) return;
  await sendProblem(reply, {
    type: 'about:blank',
    title: 'Host is not this machine',
    status: 421,
    detail: 'the server listens on loopback and answers only to localhost',
    code: ErrorCode.Usage,
  });
}
