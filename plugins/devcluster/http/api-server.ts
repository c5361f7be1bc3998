import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CertificatePair, ErrorCode, OrkError } from '../../../core/index.ts';
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

  /**
   * @returns The port it listens on.
   * @throws {OrkError} `HttpUnavailable`.
   */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      const refuse = (cause: Error) => reject(cannotListen(port, cause));
      this.#server.once('error', refuse);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', refuse);
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

function cannotListen(port: number, cause: Error): OrkError {
  const isTaken = 'code' in cause && cause.code === 'EADDRINUSE';
  const why = isTaken ? 'it is in use' : 'the system refuses it';
  return new OrkError('Development cluster cannot listen', {
    code: ErrorCode.HttpUnavailable,
    cause,
    retry: { kind: 'never' },
    details: {
      text: `the development cluster cannot listen on 127.0.0.1:${port}: ${why}`,
      hint: 'Give --cluster-port another number, 0 for a free one',
    },
  });
}
