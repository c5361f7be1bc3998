import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { CertificatePair } from '../../../core/index.ts';
import { handleRequest, type RequestHandlerOptions } from './request-handler.ts';

/** How long a client may take to send a request. */
const REQUEST_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 90_000;

/** Listens on loopback and answers requests until stopped. */
export class ApiServer {
  readonly #server: Server;

  constructor(certificate: CertificatePair, options: RequestHandlerOptions) {
    this.#server = createServer(
      {
        key: certificate.privateKey,
        cert: certificate.certificate,
        requestTimeout: REQUEST_TIMEOUT_MS,
        headersTimeout: HEADERS_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxHeaderSize: 64 * 1024,
      },
      (request, response) => void handleRequest(request, response, options),
    );
  }

  /** @returns The port it listens on. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const address = this.#server.address() as AddressInfo;
    return address.port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
