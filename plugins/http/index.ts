export { type HttpPluginOptions, httpPlugin } from './http-plugin.ts';
export { createHttpServer, type HttpServer } from './http-server.ts';
export { createMetrics, type Metrics, type Sample } from './metrics/metrics.ts';
export type { HttpServerOptions } from './server-options.ts';
