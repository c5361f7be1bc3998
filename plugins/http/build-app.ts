import { type FastifyInstance, fastify } from 'fastify';
import { writeJson } from '../../core/index.ts';
import { createErrorHandler, sendProblem } from './error-handler.ts';
import { guardHost, isLoopback } from './host-guard.ts';
import { type Route, serve } from './route.ts';
import { katalogRoutes } from './routes/katalogs.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { objectRoutes } from './routes/objects.ts';
import { openApiRoute } from './routes/open-api.ts';
import { probeRoutes } from './routes/probes.ts';
import type { HttpServerOptions } from './server-options.ts';

/** Builds the Fastify application; it does not listen yet. */
export function buildApp(options: HttpServerOptions): FastifyInstance {
  const { bind = '127.0.0.1', log, runtime, version } = options;
  const { readTimeoutMs = 5_000, writeTimeoutMs = 20_000 } = options;
  const app = fastify({
    forceCloseConnections: true,
    bodyLimit: 64 * 1024,
    requestTimeout: readTimeoutMs,
    connectionTimeout: writeTimeoutMs,
    routerOptions: { maxParamLength: 512 },
    ajv: { customOptions: { coerceTypes: true, removeAdditional: false } },
  });
  if (isLoopback(bind)) app.addHook('onRequest', guardHost);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('X-Orkestra-Leader', runtime.status().leader);
    reply.header('X-Content-Type-Options', 'nosniff');
  });
  // Fastify's own would refuse whole numbers beyond 2^53.
  app.setSerializerCompiler(() => (body) => writeJson(body));
  app.setErrorHandler(createErrorHandler(log));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, {
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: `nothing answers ${request.method} ${request.url.split('?')[0] ?? ''}`,
      code: 'ORK_API_NOT_FOUND',
    }),
  );
  const routes = [
    ...probeRoutes(options),
    ...metricsRoutes(options),
    ...katalogRoutes(options),
    ...objectRoutes(options),
  ];
  for (const route of [...routes, openApiRoute(routes, version)]) addRoute(app, route);
  return app;
}

function addRoute(app: FastifyInstance, route: Route): void {
  app.route({
    method: 'GET',
    url: route.path,
    schema: {
      ...(route.query === undefined ? {} : { querystring: route.query }),
      response: route.answers,
    },
    handler: (request, reply) => serve(route, request, reply),
  });
}
