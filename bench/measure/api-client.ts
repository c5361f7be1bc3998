import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Agent, type Dispatcher, request } from 'undici';

/** A Kubernetes object as far as the benchmark looks at it. */
export interface BenchObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

export interface WatchLine {
  readonly type: string;
  readonly object: BenchObject;
}

/** The benchmark's own client: as little as possible, so that it measures the operator and not itself. */
export interface ApiClient {
  create(path: string, body: object): Promise<void>;
  mergePatch(path: string, body: object): Promise<void>;
  /** RFC 6902; touches nothing but what it names. */
  jsonPatch(path: string, body: readonly object[]): Promise<void>;
  remove(path: string): Promise<void>;
  list(path: string): Promise<readonly BenchObject[]>;
  /** How many objects there are. */
  count(path: string): Promise<number>;
  /** Calls back for every event from now on until closed. */
  watch(path: string, onLine: (line: WatchLine) => void): Promise<{ close(): void }>;
  close(): Promise<void>;
}

interface Kubeconfig {
  readonly clusters: readonly [
    {
      readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string };
    },
  ];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

/** Connects with a kubeconfig of the testbed. */
export async function connectClient(kubeconfigPath: string): Promise<ApiClient> {
  const config = JSON.parse(await readFile(kubeconfigPath, 'utf8')) as Kubeconfig;
  const { server, 'certificate-authority-data': ca } = config.clusters[0].cluster;
  const dispatcher = new Agent({
    connections: 64,
    bodyTimeout: 0, // watches may be silent
    headersTimeout: 60_000,
    connect: { ca: Buffer.from(ca, 'base64') },
  });
  const headers = { authorization: `Bearer ${config.users[0].user.token}` };
  const send = async (
    method: Dispatcher.HttpMethod,
    path: string,
    options: { readonly body?: object; readonly type?: string } = {},
  ): Promise<Dispatcher.ResponseData> => {
    const response = await request(`${server}${path}`, {
      method,
      dispatcher,
      headers: { ...headers, 'content-type': options.type ?? 'application/json' },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (response.statusCode < 300 || (method === 'DELETE' && response.statusCode === 404))
      return response;
    throw new Error(`${method} ${path}: ${response.statusCode} ${await response.body.text()}`);
  };
  const drain = async (response: Promise<Dispatcher.ResponseData>): Promise<void> => {
    await (await response).body.dump();
  };
  return {
    create: (path, body) => drain(send('POST', path, { body })),
    jsonPatch: (path, body) =>
      drain(send('PATCH', path, { body, type: 'application/json-patch+json' })),
    mergePatch: (path, body) =>
      drain(send('PATCH', path, { body, type: 'application/merge-patch+json' })),
    remove: (path) => drain(send('DELETE', path)),
    async list(path) {
      const { items } = (await (await send('GET', path)).body.json()) as { items: BenchObject[] };
      return items;
    },
    async count(path) {
      const { items, metadata } = (await (await send('GET', `${path}?limit=1`)).body.json()) as {
        readonly items: readonly BenchObject[];
        readonly metadata: { readonly remainingItemCount?: number };
      };
      return items.length + (metadata.remainingItemCount ?? 0);
    },
    async watch(path, onLine) {
      const listed = await send('GET', `${path}?limit=1`);
      const { metadata } = (await listed.body.json()) as { metadata: { resourceVersion: string } };
      const open = async (version: string): Promise<Dispatcher.ResponseData['body']> =>
        (await send('GET', `${path}?watch=true&resourceVersion=${version}`)).body;
      const { resourceVersion } = metadata;
      return followWatch(await open(resourceVersion), { path, resourceVersion, open, onLine });
    },
    close: () => dispatcher.destroy(),
  };
}

interface WatchSource {
  readonly path: string;
  /** Where the first stream began. */
  readonly resourceVersion: string;
  readonly open: (version: string) => Promise<Dispatcher.ResponseData['body']>;
  readonly onLine: (line: WatchLine) => void;
}

/**
 * Reads a watch and resumes it where it ended.
 *
 * @remarks An API server ends watches at will: all of a kind when its definition changes, and those of readers that fall behind.
 * A benchmark that overlooks that waits for events that never come, and blames the operator.
 */
function followWatch(
  first: Dispatcher.ResponseData['body'],
  { path, resourceVersion, open, onLine }: WatchSource,
): { close(): void } {
  let body = first;
  let version = resourceVersion;
  let isClosed = false;
  const follow = async (): Promise<void> => {
    while (!isClosed) {
      for await (const text of createInterface({ input: body })) {
        const line = JSON.parse(text) as WatchLine;
        if (line.type === 'ERROR') throw new Error(text);
        version = line.object.metadata.resourceVersion ?? version;
        onLine(line);
      }
      if (isClosed) return;
      console.error(`own watch of ${path} was ended and goes on from ${version}`);
      body = await open(version);
      if (isClosed) body.destroy();
    }
  };
  follow().catch((error: unknown) => {
    // Closing ends the reader with an error that nobody needs.
    if (!isClosed) console.error(`own watch of ${path} failed: ${String(error)}`);
  });
  return {
    close() {
      isClosed = true;
      body.on('error', () => undefined);
      body.destroy();
    },
  };
}
