import type { FastifyInstance } from 'fastify';
import { silentLogger } from '../../../core/index.ts';
import {
  createHttpServer,
  createMetrics,
  type HttpServerOptions,
} from '../../../plugins/http/index.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { fakeRuntime } from '../../helpers/fake-runtime.ts';

/** The application of a server that never listens. */
export function anApp(options: Partial<HttpServerOptions> = {}): FastifyInstance {
  const runtime = options.runtime ?? fakeRuntime();
  const metrics = options.metrics ?? createMetrics({ version: '1.0.0' });
  metrics.observe(runtime);
  const clock = fakeClock({ startMs: 3_661_000 });
  return createHttpServer({
    clock,
    log: silentLogger,
    version: '1.0.0',
    ...options,
    metrics,
    runtime,
  }).app;
}

/** GET of a path: status, headers and parsed body. */
export async function get(
  app: FastifyInstance,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly type: string }> {
  const response = await app.inject({
    method: 'GET',
    url,
    headers: { host: 'localhost', ...headers },
  });
  const type = String(response.headers['content-type']);
  const isJson = type.includes('json');
  return { status: response.statusCode, type, body: isJson ? response.json() : response.body };
}
