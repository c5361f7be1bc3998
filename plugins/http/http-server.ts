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
          details: {
            text: textOf(cause, bind, port),
            hint: 'Give --port another number, 0 for a free one',
          },
        });
      }
    },
    stop: () => app.close(),
  };
}

function textOf(cause: unknown, bind: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'it is in use',
    EACCES: 'permission denied',
    EADDRNOTAVAIL: 'it is not an address of this machine',
    ENOTFOUND: 'the name is not known',
  };
  return `cannot listen on ${bind}:${port}: ${reasons[String(code)] ?? String(code)}`;
}
