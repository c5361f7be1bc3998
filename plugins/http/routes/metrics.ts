import type { Route, RouteAnswer, RouteRequest } from '../route.ts';
import { problemSchema } from '../schema/problem.ts';
import { queryAnswerSchema, querySchema } from '../schema/query.ts';
import type { HttpServerOptions } from '../server-options.ts';

/** Metrics for Prometheus, and one of them for whoever has none (cli-api §4.1, §5.1). */
export function metricsRoutes(options: HttpServerOptions): readonly Route[] {
  const { metrics } = options;
  return [
    {
      path: '/metrics',
      summary: 'Metrics in the text format of Prometheus',
      answers: {},
      handle: async () => ({ body: await metrics.text(), type: metrics.contentType }),
    },
    {
      path: '/api/v1/query',
      summary: 'One metric, as Prometheus answers an instant query for its name',
      query: querySchema,
      answers: { 200: queryAnswerSchema, 400: problemSchema },
      handle: (request) => queryAnswer(request, options),
    },
  ];
}

async function queryAnswer(
  { query }: RouteRequest,
  { clock, metrics }: HttpServerOptions,
): Promise<RouteAnswer> {
  const name = String(query['query']);
  const samples = await metrics.samples(name);
  const atSeconds = clock.nowMs() / 1000;
  const result = samples.map(({ labels, value }) => ({
    metric: { __name__: name, ...labels },
    value: [atSeconds, String(value)],
  }));
  return { body: { status: 'success', data: { resultType: 'vector', result } } };
}
