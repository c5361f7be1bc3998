import { setMaxListeners } from 'node:events';
import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { Connection, TlsSettings } from './connection.ts';
import { errorOfTransport } from './transport-error.ts';
import { type WholeAnswer, wholeAnswer } from './whole-answer.ts';

/** Settings of the transport that have defaults. */
export interface TransportSettings {
  /** Connections for requests; each watch has one of its own besides. Default 16. */
  readonly connections?: number;
  /** Default 10 000 ms. */
  readonly connectTimeoutMs?: number;
  /** Until the first byte of the answer. Default 35 000 ms. */
  readonly headersTimeoutMs?: number;
  /** Between two parts of an answer; a watch has its stall limit instead. Default 30 000 ms. */
  readonly bodyTimeoutMs?: number;
  /** `true`: HTTP/2 where the server offers it. Default `false`. */
  readonly allowHttp2?: boolean;
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** How long the answer may be silent. Default {@link TransportSettings.bodyTimeoutMs}. */
  readonly stallMs?: number;
}

/** Carries requests to one API server. */
export interface Transport {
  /** @throws {@link OrkError} `ORK_API_UNAVAILABLE` without an answer, `ORK_ABORTED` when the signal ended it */
  send(request: WireRequest): Promise<WholeAnswer>;
  /** Sends on a connection of its own; the body of the answer comes in by and by. @throws as {@link Transport.send} */
  open(request: WireRequest): Promise<Dispatcher.ResponseData>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** A dead peer is noticed by probes after this long without traffic, so watches need no short stall limit. */
const KEEP_ALIVE_PROBE_MS = 10_000;

interface Dispatchers {
  readonly tls: TlsSettings;
  readonly requests: Dispatcher;
  readonly streams: Dispatcher;
}

/** Creates a transport; it connects with the first request. */
export function createTransport(
  connection: Connection,
  settings: TransportSettings = {},
): Transport {
  const origin = new URL(connection.server).origin;
  const prefix = new URL(connection.server).pathname.replace(/\/$/, '');
  let dispatchers: Dispatchers | undefined;
  const retired = new Set<Promise<void>>();

  const dispatchersFor = (tls: TlsSettings): Dispatchers => {
    if (dispatchers !== undefined && isSame(dispatchers.tls, tls)) return dispatchers;
    if (dispatchers !== undefined) retire(dispatchers);
    const create = (connections: number | null): Dispatcher =>
      createDispatcher({ origin, connection, tls, connections, settings });
    dispatchers = {
      tls,
      requests: create(settings.connections ?? 16),
      streams: create(null),
    };
    return dispatchers;
  };
  // Requests under way finish on the old certificates.
  const retire = (old: Dispatchers): void => {
    const closing: Promise<void> = Promise.all([old.requests.close(), old.streams.destroy()])
      .then(
        () => undefined,
        // Old connections that fail to close are gone all the same.
        () => undefined,
      )
      .finally(() => retired.delete(closing));
    retired.add(closing);
  };

  /** Finds out how to send, and says what went wrong in our own words. */
  const withDispatchers = async <Answer>(
    request: WireRequest,
    send: (
      dispatchers: Dispatchers,
      options: Dispatcher.DispatchOptions & Pick<Dispatcher.RequestOptions, 'origin'>,
    ) => Promise<Answer>,
  ): Promise<Answer> => {
    const { signal, method, stallMs } = request;
    // Many requests may share a signal; Node warns of a leak from eleven on.
    setMaxListeners(0, signal);
    try {
      const { headers, tls } = await connection.credentials();
      return await send(dispatchersFor(tls), {
        method,
        origin,
        path: `${prefix}${request.path}`,
        headers: { ...request.headers, ...headers },
        body: request.body ?? null,
        ...(stallMs === undefined ? {} : { bodyTimeout: stallMs }),
      });
    } catch (error) {
      throw errorOfTransport(error, signal);
    }
  };

  return {
    send: (request) =>
      withDispatchers(request, ({ requests }, options) =>
        wholeAnswer(requests, options, request.signal),
      ),
    open: (request) =>
      withDispatchers(request, ({ streams }, options) =>
        streams.request({ ...options, signal: request.signal }),
      ),
    async close() {
      const open = dispatchers;
      dispatchers = undefined;
      await Promise.all([open?.requests.destroy(), open?.streams.destroy(), ...retired]);
    },
  };
}

/** Credentials are read anew now and then; nearly always they are the same object, and else mostly the same text. */
function isSame(left: TlsSettings, right: TlsSettings): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

interface DispatcherOptions {
  readonly origin: string;
  readonly connection: Connection;
  readonly tls: TlsSettings;
  readonly connections: number | null;
  readonly settings: TransportSettings;
}

function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { origin, connection, settings, connections } = options;
  const tls = tlsOptionsOf(options.tls);
  const common = {
    connections,
    pipelining: 1,
    allowH2: settings.allowHttp2 ?? false,
    // Below the 90 s and more after which servers and balancers drop idle connections.
    keepAliveTimeout: 55_000,
    headersTimeout: settings.headersTimeoutMs ?? 35_000,
    bodyTimeout: settings.bodyTimeoutMs ?? 30_000,
  };
  if (connection.proxyUrl !== undefined) {
    return new ProxyAgent({ ...common, uri: connection.proxyUrl, requestTls: tls });
  }
  return new Pool(origin, {
    ...common,
    connect: {
      ...tls,
      timeout: settings.connectTimeoutMs ?? 10_000,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS,
    },
  });
}

function tlsOptionsOf(tls: TlsSettings): Record<string, string | boolean> {
  return {
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    ...(tls.isInsecure === true ? { rejectUnauthorized: false } : {}),
  };
}
