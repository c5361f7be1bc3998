import { randomBytes } from 'node:crypto';
import type { CertificatePair, Clock, Logger } from '../../core/index.ts';
import { loadKubernetesApi } from '../../schemas/index.ts';
import { ControlLoop } from './controllers/control-loop.ts';
import { createCrdController } from './controllers/crd-controller.ts';
import { createGarbageCollector } from './controllers/garbage-collector.ts';
import { createNamespaceController } from './controllers/namespace-controller.ts';
import { OwnerIndex } from './controllers/owner-index.ts';
import { Faults } from './faults/faults.ts';
import { RequestCounters } from './faults/request-counters.ts';
import { ApiServer } from './http/api-server.ts';
import { createLoopbackCertificate } from './http/loopback-certificate.ts';
import { WatchSessions } from './http/watch-sessions.ts';
import { renderKubeconfig, saveKubeconfig } from './kubeconfig.ts';
import type { ClusterState } from './lifecycle/cluster-state.ts';
import { builtInResources } from './resources/built-in-resources.ts';
import { ResourceRegistry } from './resources/resource-registry.ts';
import { linkDefinitions } from './schema/link-definitions.ts';
import { seedCluster } from './seed-cluster.ts';
import { ObjectStore } from './storage/object-store.ts';
import { addWorkloads } from './workloads/add-workloads.ts';
import { seedNode } from './workloads/seed-node.ts';
import { WorkloadClient } from './workloads/workload-client.ts';

/** Settings of a development cluster. */
export interface DevClusterOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** TCP port on 127.0.0.1. Default 0, a free one. */
  readonly port?: number;
  /** Whether Deployments, Jobs and the like come to life. Default true. */
  readonly workloads?: boolean;
  /** How long each step of a workload takes, in milliseconds of the clock. Default 0. */
  readonly stepDelayMs?: number;
  /** Changes kept per resource for watches to resume from. Default 10 000. */
  readonly historySize?: number;
}

/** An embedded Kubernetes API server, in memory. */
export interface DevCluster {
  /** `https://127.0.0.1:<port>`; known once started. */
  readonly url: string;
  /** The bearer token that requests need. */
  readonly token: string;
  /** The certificate to trust, PEM. */
  readonly certificate: string;
  /** Failures that tests script. */
  readonly faults: Faults;
  /** How many requests were made. */
  readonly requests: RequestCounters;
  /** A kubeconfig with the token in it, as YAML. */
  kubeconfig(): string;
  /** Writes the kubeconfig so that only its owner can read it. */
  writeKubeconfig(path: string): Promise<void>;
  /** Forgets the history of changes, so that watches from older revisions are answered with 410. */
  compact(): void;
  /** Starts to listen and to run controllers; stops when the signal aborts. */
  start(signal: AbortSignal): Promise<void>;
  /** Ends all connections and frees the port. */
  stop(): Promise<void>;
}

/** Builds a development cluster. Starts nothing: no port is opened before `start`. */
export function createDevCluster(options: DevClusterOptions): DevCluster {
  return new EmbeddedCluster(options);
}

interface Running {
  readonly server: ApiServer;
  readonly url: string;
  readonly loop: Promise<void>;
}

class EmbeddedCluster implements DevCluster {
  readonly token: string = randomBytes(32).toString('base64url');
  readonly requests: RequestCounters = new RequestCounters();
  readonly faults: Faults;
  readonly #options: DevClusterOptions;
  readonly #watches = new WatchSessions();
  readonly #store: ObjectStore;
  readonly #certificate: CertificatePair;
  readonly #stop = new AbortController();
  #running: Running | undefined;

  constructor(options: DevClusterOptions) {
    this.#options = options;
    this.#certificate = createLoopbackCertificate(Date.now());
    this.#store = new ObjectStore(
      options.historySize === undefined ? {} : { historySize: options.historySize },
    );
    this.faults = new Faults(this.#watches);
  }

  get url(): string {
    if (this.#running !== undefined) return this.#running.url;
    throw new TypeError('the development cluster has no address before it is started');
  }

  get certificate(): string {
    return this.#certificate.certificate;
  }

  kubeconfig(): string {
    const { url, token, certificate } = this;
    return renderKubeconfig({ url, token, certificate });
  }

  async writeKubeconfig(path: string): Promise<void> {
    await saveKubeconfig(path, this.kubeconfig());
  }

  compact(): void {
    this.#store.compact();
  }

  async start(signal: AbortSignal): Promise<void> {
    const { clock, log, port = 0 } = this.#options;
    const api = await loadKubernetesApi();
    const definitions = linkDefinitions(api.definitions);
    const registry = new ResourceRegistry(builtInResources(api, definitions));
    const state: ClusterState = { store: this.#store, registry, definitions, clock };
    const owners = new OwnerIndex(this.#store);
    const client = new WorkloadClient(state, owners);
    const running = this.#createLoop(state, { owners, client }).run(this.#stop.signal);
    seedCluster(state);
    if (this.#options.workloads !== false) seedNode(client, api.kubernetesVersion);
    const server = new ApiServer(this.#certificate, {
      state,
      facts: api,
      token: this.token,
      faults: this.faults,
      counters: this.requests,
      watches: this.#watches,
      log,
      stopSignal: this.#stop.signal,
    });
    const boundPort = await server.listen(port);
    this.#running = { server, url: `https://127.0.0.1:${boundPort}`, loop: running };
    signal.addEventListener('abort', () => void this.stop(), { once: true });
    log.info({ url: this.url }, 'development cluster started');
  }

  async stop(): Promise<void> {
    this.#stop.abort('cluster stopped');
    const running = this.#running;
    if (running === undefined) return;
    await Promise.all([running.server.close(), running.loop]);
  }

  #createLoop(
    state: ClusterState,
    { owners, client }: { readonly owners: OwnerIndex; readonly client: WorkloadClient },
  ): ControlLoop {
    const { clock, log, workloads = true, stepDelayMs = 0 } = this.#options;
    const loop = new ControlLoop({ store: this.#store, clock, log });
    loop.add(createCrdController(state));
    loop.add(createNamespaceController(state));
    loop.add(createGarbageCollector(state, owners));
    if (workloads) addWorkloads(loop, client, stepDelayMs);
    return loop;
  }
}
