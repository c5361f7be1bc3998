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
  /** Kind of installation, told by `/katalog`. Default `development`. */
  readonly environment?: string;
  /** Limit for reading a request. Default 5 000 ms. */
  readonly readTimeoutMs?: number;
  /** Limit for a connection on which nothing moves. Default 20 000 ms. */
  readonly writeTimeoutMs?: number;
}
