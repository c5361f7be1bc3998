import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { type Clock, ErrorCode, OrkError, systemClock, textOf } from '../../../core/index.ts';
import type { Connection, Credentials } from './connection.ts';

/** Options of {@link loadConnection}. */
export interface LoadConnectionOptions {
  /** Default: `KUBECONFIG`, then `~/.kube/config`, then the service account of the pod. */
  readonly kubeconfigPath?: string;
  /** Default: the current context. */
  readonly context?: string;
  /** `true`: the service account of the pod, whatever else there is. */
  readonly isInCluster?: boolean;
  /** Default: the clock of the machine. */
  readonly clock?: Clock;
}

/** Token files and exec plugins are asked again after this long (client-go re-reads token files every minute). */
const FRESH_MS = 30_000;

/**
 * Reads a kubeconfig or the service account of the pod.
 *
 * @throws {@link OrkError} `ORK_KUBECONFIG_INVALID` when there is none or it says nothing usable
 */
export async function loadConnection(options: LoadConnectionOptions = {}): Promise<Connection> {
  const clock = options.clock ?? systemClock;
  const { server, namespace, context, proxyUrl, config } = await readKubeconfig(options);
  let source: KubeConfig | undefined = config;
  let cached: { readonly credentials: Credentials; readonly untilMs: number } | undefined;
  let reading: Promise<Credentials> | undefined;

  const read = async (): Promise<Credentials> => {
    source ??= (await readKubeconfig(options)).config;
    const credentials = await credentialsOf(source);
    cached = { credentials, untilMs: clock.monotonicMs() + FRESH_MS };
    return credentials;
  };
  return {
    server,
    namespace,
    context,
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
    async credentials() {
      if (cached !== undefined && clock.monotonicMs() < cached.untilMs) return cached.credentials;
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return await reading;
    },
    invalidate() {
      cached = undefined;
      source = undefined;
    },
  };
}

interface Kubeconfig {
  readonly config: KubeConfig;
  readonly server: string;
  readonly namespace: string;
  readonly context: string;
  readonly proxyUrl: string | undefined;
}

async function readKubeconfig(options: LoadConnectionOptions): Promise<Kubeconfig> {
  // Imported only where a cluster is talked to: it costs tens of megabytes and 100 ms.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const where = options.kubeconfigPath ?? (options.isInCluster ? 'service account' : 'default');
  try {
    if (options.isInCluster === true) config.loadFromCluster();
    else if (options.kubeconfigPath === undefined) config.loadFromDefault();
    else config.loadFromFile(options.kubeconfigPath);
  } catch (cause) {
    throw invalid(`kubeconfig (${where}) could not be read: ${textOf(cause)}`, cause);
  }
  if (options.context !== undefined) config.setCurrentContext(options.context);
  const context = config.getCurrentContext();
  const cluster = config.getCurrentCluster();
  if (cluster === null) {
    const known = config.getContexts().map(({ name }) => name);
    const found = known.length === 0 ? 'it has no contexts' : `it has ${known.join(', ')}`;
    throw invalid(`kubeconfig (${where}) has no usable context "${context ?? ''}"; ${found}`);
  }
  if (!URL.canParse(cluster.server)) {
    throw invalid(
      options.isInCluster === true
        ? 'this process does not run in a pod: KUBERNETES_SERVICE_HOST is not set'
        : `kubeconfig (${where}) names no usable server "${cluster.server}"`,
    );
  }
  if (isFallback(config, options)) {
    throw invalid(
      'no kubeconfig: KUBECONFIG is not set, ~/.kube/config does not exist, and this is no pod',
    );
  }
  if (cluster.server.startsWith('http:')) allowPlainHttp(config);
  return {
    config,
    server: cluster.server,
    namespace: config.getContextObject(context)?.namespace ?? 'default',
    context,
    proxyUrl: cluster.proxyUrl,
  };
}

/** The library makes up `http://localhost:8080` when it finds nothing, as kubectl once did. */
function isFallback(config: KubeConfig, options: LoadConnectionOptions): boolean {
  if (options.kubeconfigPath !== undefined || options.isInCluster === true) return false;
  return config.getCurrentContext() === 'loaded-context';
}

/** The library refuses plain HTTP unless verification is off; without TLS there is nothing to verify. */
function allowPlainHttp(config: KubeConfig): void {
  config.clusters = config.clusters.map((cluster) =>
    cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster,
  );
}

async function credentialsOf(config: KubeConfig): Promise<Credentials> {
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    throw invalid(`credentials could not be obtained: ${textOf(cause)}`, cause);
  }
  const { ca, cert, key, servername, rejectUnauthorized } = options;
  return {
    headers: headersOf(options),
    tls: {
      ...(ca === undefined ? {} : { ca: pemText(ca) }),
      ...(cert === undefined ? {} : { cert: pemText(cert) }),
      ...(key === undefined ? {} : { key: pemText(key) }),
      ...(servername === undefined ? {} : { serverName: servername }),
      ...(rejectUnauthorized === false ? { isInsecure: true } : {}),
    },
  };
}

function headersOf({ headers, auth }: RequestOptions): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined) result[name.toLowerCase()] = String(value);
  }
  if (typeof auth === 'string') {
    result['authorization'] = `Basic ${Buffer.from(auth).toString('base64')}`;
  }
  return result;
}

function pemText(pem: NonNullable<RequestOptions['ca'] | RequestOptions['key']>): string {
  if (Array.isArray(pem)) return pem.map((part) => pemText(part as string | Buffer)).join('\n');
  return String(pem);
}

function invalid(text: string, cause?: unknown): OrkError {
  return new OrkError('Kubeconfig is not usable', {
    code: ErrorCode.KubeconfigInvalid,
    cause,
    details: { text },
  });
}
