import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ResourceType } from '../../../core/cluster/cluster.ts';
import { staticConnection } from '../../../providers/kubernetes/client/connection.ts';
import {
  createKubernetesCluster,
  type KubernetesCluster,
  type KubernetesClusterOptions,
} from '../../../providers/kubernetes/client/kubernetes-cluster.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is a text. */
  readonly body?: unknown;
  /** Takes over the connection, e.g. to stream or to break it. */
  readonly raw?: (response: ServerResponse) => void;
}

/** A client and the server it talks to; both end with the test. */
export interface ApiScene {
  readonly cluster: KubernetesCluster;
  readonly clock: FakeClock;
  readonly seen: SeenRequest[];
  readonly url: string;
}

export const webs: ResourceType = {
  group: 'example.com',
  version: 'v1',
  kind: 'Web',
  plural: 'webs',
  namespaced: true,
  subresources: ['status'],
  verbs: [],
};

export const never: AbortSignal = new AbortController().signal;

/** Starts a server that answers as told and a client for it, whose waits are over at once. */
export async function anApi(
  answer: (request: SeenRequest, count: number) => Answer,
  options:
    | Partial<KubernetesClusterOptions>
    | ((url: string) => Partial<KubernetesClusterOptions>) = {},
): Promise<ApiScene> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk);
      const url = new URL(request.url ?? '/', 'http://host');
      const one: SeenRequest = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body: Buffer.concat(body).toString(),
      };
      seen.push(one);
      respond(response, answer(one, seen.length));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = fakeClock({ auto: true });
  const cluster = createKubernetesCluster({
    connection: staticConnection({ server: url, token: 'secret-token' }),
    version: '1.2.3',
    clock,
    random: () => 0,
    ...(typeof options === 'function' ? options(url) : options),
  });
  onTestFinished(async () => {
    await cluster.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { cluster, clock, seen, url };
}

function respond(response: ServerResponse, answer: Answer): void {
  if (answer.raw !== undefined) {
    answer.raw(response);
    return;
  }
  const { status = 200, headers = {}, body = {} } = answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A `Status` as API servers send it. */
export function aStatus(code: number, reason: string, more: object = {}): Answer {
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    code,
    reason,
    message: `told ${reason}`,
    ...more,
  };
  return { status: code, body };
}
