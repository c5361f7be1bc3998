import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';

/** How to reach a cluster under test. */
export interface ClusterConnection {
  readonly url: string;
  readonly token: string;
  /** PEM of the authority to trust. */
  readonly ca: string;
  stop(): Promise<void>;
}

/** An answer with its body decoded when it is JSON. */
export interface ApiAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by hand, one expectation at a time
  readonly body: any;
  readonly warnings: readonly string[];
}

/** One line of a watch. */
export interface WatchLine {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly object: any;
}

/** What a request carries besides method and path. */
export interface RequestOptions {
  readonly type?: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain HTTP client for conformance cases: it adds nothing and hides nothing. */
export interface ApiClient {
  request(
    method: string,
    path: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<ApiAnswer>;
  get(path: string, options?: RequestOptions): Promise<ApiAnswer>;
  post(path: string, body: unknown): Promise<ApiAnswer>;
  put(path: string, body: unknown): Promise<ApiAnswer>;
  delete(path: string, body?: unknown): Promise<ApiAnswer>;
  mergePatch(path: string, body: unknown): Promise<ApiAnswer>;
  jsonPatch(path: string, body: unknown): Promise<ApiAnswer>;
  strategicPatch(path: string, body: unknown): Promise<ApiAnswer>;
  /** Server-side apply as the manager, `&force=true` and the like after it. */
  apply(path: string, manager: string, body: unknown): Promise<ApiAnswer>;
  /** Reads a watch until `enough` says so or the server ends it. */
  watch(path: string, enough: (lines: readonly WatchLine[]) => boolean): Promise<WatchLine[]>;
  close(): void;
}

/** Creates a client for the connection. */
export function createApiClient({ url, token, ca }: ClusterConnection): ApiClient {
  const agent = new Agent({ keepAlive: true, ca });
  const open = (
    method: string,
    path: string,
    body: unknown,
    options: RequestOptions,
  ): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const outgoing = request(
        `${url}${path}`,
        {
          method,
          agent,
          // Node checks the certificate against the Host header, where a case may lie.
          ...(options.headers?.['host'] !== undefined && { servername: 'localhost' }),
          headers: {
            authorization: `Bearer ${token}`,
            accept: options.accept ?? 'application/json',
            'user-agent': 'conformance/1.0',
            ...(text !== undefined && {
              'content-type': options.type ?? 'application/json',
              // Node frames the body of a DELETE only when told its length.
              'content-length': Buffer.byteLength(text),
            }),
            ...options.headers,
          },
        },
        resolve,
      );
      outgoing.once('error', reject);
      outgoing.end(text);
    });
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<ApiAnswer> => {
    const response = await open(method, path, body, options);
    return {
      status: response.statusCode ?? 0,
      body: decode(await readAll(response)),
      warnings: warningsOf(response),
    };
  };
  const patch = (type: string) => (path: string, body: unknown) =>
    send('PATCH', path, body, { type });
  return {
    request: send,
    get: (path, options) => send('GET', path, undefined, options),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    delete: (path, body) => send('DELETE', path, body),
    mergePatch: patch('application/merge-patch+json'),
    jsonPatch: patch('application/json-patch+json'),
    strategicPatch: patch('application/strategic-merge-patch+json'),
    apply: (path, manager, body) =>
      send('PATCH', `${path}?fieldManager=${manager}`, body, {
        type: 'application/apply-patch+yaml',
      }),
    watch: async (path, enough) => {
      const response = await open('GET', path, undefined, {});
      return readLines(response, enough);
    },
    close: () => agent.destroy(),
  };
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Probes and unknown paths answer in plain text.
    return text;
  }
}

function warningsOf(response: IncomingMessage): readonly string[] {
  const header = response.headers['warning'];
  return header === undefined ? [] : [header].flat();
}

async function readLines(
  response: IncomingMessage,
  enough: (lines: readonly WatchLine[]) => boolean,
): Promise<WatchLine[]> {
  const lines: WatchLine[] = [];
  let rest = '';
  for await (const chunk of response) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.filter((part) => part !== '').map((part): WatchLine => JSON.parse(part)));
    if (enough(lines)) break;
  }
  response.destroy();
  return lines;
}
