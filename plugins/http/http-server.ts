import type { FastifyInstance } from 'fastify';
import { ErrorCode, OrkError } from '../../core/index.ts';
import { buildApp } from './build-app.ts';
import type { HttpServerOptions } from './server-options.ts';

/** The HTTP API of a runtime. */
export interface HttpServer {
  /** The application, for `inject` in tests. */
  readonly app: FastifyInstance;
  /**
   * Listens; rejects with `HttpUnavailable` when the address is taken or not ours.
   *
   * @returns the base URL, with the port that was taken for port 0.
   */
  start(): Promise<{ readonly url: string }>;
  /** Answers no more; connections are closed. */
  stop(): Promise<void>;
}

/** Creates the server; nothing listens before {@link HttpServer.start}. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { bind = '127.0.0.1', port = 8080 } = options;
  const app = buildApp(options);
  return {
    app,
    async start() {
      try {
        return { url: await app.listen({ host: bind, port }) };
      } catch (cause) {
        throw new OrkError('HTTP address cannot be listened on', {
          code: ErrorCode.HttpUnavailable,
          cause,
          retry: { kind: 'never' },
          details: refusalOf(cause, bind, port),
        });
      }
    },
    stop: () => app.close(),
  };
}

const OTHER_PORT = 'Give --port another number, 0 for a free one';
const OTHER_ADDRESS =
  'Give --bind an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all';

const REFUSALS: Readonly<Record<string, { readonly reason: string; readonly hint: string }>> = {
  EADDRINUSE: { reason: 'it is in use', hint: OTHER_PORT },
  EACCES: { reason: 'permission denied', hint: OTHER_PORT },
  EADDRNOTAVAIL: { reason: 'it is not an address of this machine', hint: OTHER_ADDRESS },
  ENOTFOUND: { reason: 'the name is not known', hint: OTHER_ADDRESS },
  EAI_AGAIN: { reason: 'the name is not known', hint: OTHER_ADDRESS },
};

function refusalOf(
  cause: unknown,
  bind: string,
  port: number,
): { readonly text: string; readonly hint: string } {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const { reason, hint } = REFUSALS[code] ?? { reason: code, hint: OTHER_PORT };
  return { text: `cannot listen on ${bind}:${port}: ${reason}`, hint };
}
