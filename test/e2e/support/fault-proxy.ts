import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** What the proxy does instead of forwarding. */
export interface Fault {
  readonly method?: string;
  /** Part of the path and query the request must contain. */
  readonly path: string;
  /** How many requests it hits. */
  times: number;
  readonly status: number;
  readonly retryAfterSeconds?: number;
  readonly reason?: string;
}

/** Stands between an operator and the API server and misbehaves on command. */
export interface FaultProxy {
  readonly url: string;
  readonly faults: Fault[];
  /** Requests answered by a fault so far. */
  readonly hits: () => number;
  /** Cuts every open connection, watches included. */
  cutAll(): void;
  stop(): Promise<void>;
}

/** Starts a proxy on loopback that forwards to the API server with the caller's own token. */
export async function startFaultProxy(target: {
  url: string;
  caFile: string;
}): Promise<FaultProxy> {
  const ca = await readFile(target.caFile);
  const faults: Fault[] = [];
  const sockets = new Set<Socket>();
  let hits = 0;
  const server = createServer((request, response) => {
    const fault = faults.find((each) => matches(each, request));
    if (fault === undefined) return forward(request, response, { url: target.url, ca });
    fault.times -= 1;
    hits += 1;
    request.resume();
    answer(response, fault);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    hits: () => hits,
    cutAll,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        cutAll();
      }),
  };
}

function matches(fault: Fault, request: IncomingMessage): boolean {
  if (fault.times <= 0 || (fault.method !== undefined && fault.method !== request.method))
    return false;
  return request.url?.includes(fault.path) ?? false;
}

function answer(response: ServerResponse, { status, reason, retryAfterSeconds }: Fault): void {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code: status,
    reason,
    message: 'planted',
  };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: { readonly url: string; readonly ca: Buffer },
): void {
  const { method, headers, url } = request;
  const options = {
    method,
    headers: { ...headers, host: new URL(upstream.url).host },
    ca: upstream.ca,
  };
  const forwarded = httpsRequest(`${upstream.url}${url}`, options, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    response.flushHeaders();
    answered.pipe(response);
    answered.on('error', () => response.destroy());
  });
  forwarded.on('error', () => response.destroy());
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
}
