import type { Route } from '../route.ts';
import type { HttpServerOptions } from '../server-options.ts';

/** Metrics for Prometheus (cli-api §5.1). */
export function metricsRoutes({ metrics }: HttpServerOptions): readonly Route[] {
  return [
    {
      path: '/metrics',
      summary: 'Metrics in the text format of Prometheus',
      answers: {},
      handle: async () => ({ body: await metrics.text(), type: metrics.contentType }),
    },
  ];
}
