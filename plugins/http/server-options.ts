import type { Clock, Logger, Runtime } from '../../core/index.ts';
import type { Metrics } from './metrics/metrics.ts';

/** What an HTTP server is made of. */
export interface HttpServerOptions {
  readonly runtime: Runtime;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: Clock;
  /** Version of the program, for `/katalog` and OpenAPI. */
  readonly version: string;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly bind?: string;
  /** 0 takes a free one. Default 8080. */
  readonly port?: number;
}
