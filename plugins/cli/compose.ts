import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import {
  alwaysLeader,
  type BlockProvider,
  type Clock,
  type Cluster,
  createDryRunCluster,
  createEventRecorder,
  createInformerSet,
  createInventory,
  createPluginHost,
  createRuntime,
  guardCluster,
  type InformerSet,
  type Installation,
  installationOf,
  type Leadership,
  type Logger,
  observeCluster,
  type PluginHost,
  type Program,
  type Provider,
  type ResourceType,
  type Runtime,
  type RuntimeMetrics,
  showOwnWrites,
  silentLogger,
  systemClock,
} from '../../core/index.ts';
import type { Connection, KubernetesCluster } from '../../providers/kubernetes/index.ts';
import {
  createKubernetesProvider,
  findOwnedObjects,
  letGo,
} from '../../providers/kubernetes/index.ts';
import type { DevCluster } from '../devcluster/index.ts';
import type { findLiveHolder } from '../leader-election/index.ts';
import { createOfflineCluster, type OfflineCluster } from './offline/offline-cluster.ts';
import type { Settings } from './settings/settings.ts';
import { version } from './version.ts';

// What only some commands need is imported where it is used: an HTTP server must not slow `ork validate` down.

/** Providers for checking what Katalogs say; they have no cluster behind them. */
export function createBlockProviders(): readonly BlockProvider[] {
  return createOfflineProviders([]).providers;
}

/** Providers over a cluster that is not there. */
export interface OfflineProviders {
  readonly cluster: OfflineCluster;
  readonly providers: readonly Provider[];
  /** Runs what the providers follow, until aborted. */
  run(signal: AbortSignal): Promise<void>;
}

/** Creates providers over a cluster that is not there; `types` are known besides the built-in kinds. */
export function createOfflineProviders(types: readonly ResourceType[]): OfflineProviders {
  const cluster = createOfflineCluster(types);
  const options = { cluster, clock: systemClock, log: silentLogger };
  const informers = createInformerSet(options);
  const providers = [createKubernetesProvider({ ...options, informers })];
  return { cluster, providers, run: (signal) => informers.run(signal) };
}

/** Creates a development cluster; nothing listens yet. */
export async function composeDevCluster(port: number, log: Logger): Promise<DevCluster> {
  const { createDevCluster } = await import('../devcluster/index.ts');
  return createDevCluster({ clock: systemClock, log: log.child({ plugin: 'devcluster' }), port });
}

/** How to reach an API server; absent fields follow the rules of kubectl. */
export interface ConnectOptions {
  readonly kubeconfigPath?: string;
  readonly context?: string;
}

/** Creates the client of an API server; it connects with the first request. */
export async function connect(
  options: ConnectOptions,
  { clientBurst, clientQps }: Pick<Settings, 'clientBurst' | 'clientQps'>,
): Promise<KubernetesCluster> {
  const { createKubernetesCluster, loadConnection } = await import(
    '../../providers/kubernetes/index.ts'
  );
  const connection: Connection = await loadConnection(options);
  const limit = clientQps === 0 ? {} : { qps: clientQps, burst: clientBurst };
  return createKubernetesCluster({ connection, version, ...limit });
}

/** Providers that tell what would come of operations, and carry none out; their caches show what is stored. */
export function createRehearsalProviders(
  cluster: Cluster,
  informers: InformerSet,
  { adoptExisting }: Pick<Settings, 'adoptExisting'>,
): readonly Provider[] {
  const shown = { ...informers, overlay: () => undefined, overlayDeleted: () => undefined };
  const parts = { cluster: createDryRunCluster(cluster), informers: shown };
  const options = { clock: systemClock, log: silentLogger, adoptExisting, isRehearsal: true };
  return [createKubernetesProvider({ ...parts, ...options })];
}

/** What `ork release` needs of the provider and of the election. */
export interface ReleaseParts {
  readonly findOwnedObjects: typeof findOwnedObjects;
  readonly letGo: typeof letGo;
  readonly findLiveHolder: typeof findLiveHolder;
}

/** Puts together what `ork release` needs. */
export async function composeRelease(): Promise<ReleaseParts> {
  const election = await import('../leader-election/index.ts');
  return { findOwnedObjects, letGo, findLiveHolder: election.findLiveHolder };
}

export interface ComposeOptions {
  readonly program: Program;
  readonly settings: Settings;
  readonly cluster: Cluster;
  readonly log: Logger;
  /** The cluster ends with the process, so nothing need be remembered. */
  readonly isEphemeral?: boolean;
  /** Told once the HTTP API listens. */
  readonly listening?: (url: string) => void;
}

/** A runtime with all its parts. */
export interface ComposedRuntime {
  readonly runtime: Runtime;
  /** Opens the HTTP API, so that probes are answered while everything else still waits. */
  open(): Promise<void>;
  /** Runs until aborted, then drains, gives leadership up and closes what {@link ComposedRuntime.open} opened. */
  run(signal: AbortSignal): Promise<void>;
  /** Closes what is open when there is nothing to run. */
  close(): Promise<void>;
}

/** Puts a runtime together; nothing starts yet. */
export async function composeRuntime(options: ComposeOptions): Promise<ComposedRuntime> {
  const { log, program, settings } = options;
  const clock = systemClock;
  const { createMetrics, httpPlugin } = await import('../http/index.ts');
  const metrics = createMetrics({ version });
  const cluster = observed(options.cluster, clock, metrics.runtime);
  const identity = `${hostname()}_${randomBytes(4).toString('hex')}`;
  const serves = installationOf(program);
  const election = await composeLeadership({ cluster, clock, log, settings, identity, serves });
  const informers = createInformerSet({ cluster, clock, log });
  const guarded = guardCluster(showOwnWrites(cluster, informers), election.leadership);
  const events = createEventRecorder({
    cluster: guarded,
    leadership: election.leadership,
    clock,
    log,
    instance: identity,
    onLost: (count) => metrics.runtime.eventsLost(count),
  });
  const runtime = createRuntime({
    program,
    cluster: guarded,
    informers,
    providers: [
      createKubernetesProvider({
        cluster: guarded,
        informers,
        clock,
        log,
        adoptExisting: settings.adoptExisting,
      }),
    ],
    leadership: election.leadership,
    events,
    metrics: metrics.runtime,
    clock,
    log,
    randomBytes,
    random: Math.random,
    ...(options.isEphemeral === true
      ? {}
      : { inventory: createInventory(guarded, settings.namespace) }),
  });
  const { bind, environment, port, readTimeoutMs, writeTimeoutMs } = settings;
  const { listening } = options;
  const http = httpPlugin({
    metrics,
    version,
    bind,
    port,
    environment,
    readTimeoutMs,
    writeTimeoutMs,
    ...(listening === undefined ? {} : { listening }),
  });
  const host = createPluginHost({ plugins: [http], runtime, log, clock });
  return assemble({ runtime, host, election, events });
}

interface Election {
  readonly leadership: Leadership;
  /** Takes part until aborted. */
  run(signal: AbortSignal): Promise<void>;
}

interface Parts {
  readonly runtime: Runtime;
  readonly host: PluginHost;
  readonly election: Election;
  readonly events: { run(signal: AbortSignal): Promise<void> };
}

/** Workers stop first, then their events are written, then the lease is released, and the HTTP API closes last. */
function assemble({ election, events, host, runtime }: Parts): ComposedRuntime {
  return {
    runtime,
    open: () => host.start(),
    close: () => host.stop(),
    async run(signal) {
      const [recording, leading] = [new AbortController(), new AbortController()];
      const background = [events.run(recording.signal), election.run(leading.signal)] as const;
      try {
        await runtime.run(signal);
      } finally {
        recording.abort();
        await background[0];
        leading.abort();
        await background[1];
        await host.stop();
      }
    },
  };
}

async function composeLeadership(parts: {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Logger;
  readonly settings: Settings;
  readonly identity: string;
  readonly serves: Installation;
}): Promise<Election> {
  const { identity, settings, ...rest } = parts;
  if (!settings.leaderElection)
    return { leadership: alwaysLeader(identity), run: async () => undefined };
  const { createLeaderElection } = await import('../leader-election/index.ts');
  const { leaseDurationMs, leaseName, namespace, renewDeadlineMs, retryPeriodMs } = settings;
  const timings = { leaseDurationMs, renewDeadlineMs, retryPeriodMs };
  const name = leaseName === undefined ? {} : { name: leaseName };
  const election = createLeaderElection({ ...rest, ...name, ...timings, namespace, identity });
  return { leadership: election, run: (signal) => election.run(signal) };
}

function observed(cluster: Cluster, clock: Clock, metrics: RuntimeMetrics): Cluster {
  const onRequest = (verb: string, status: number, durationMs: number): void =>
    metrics.requested(verb, status, durationMs);
  return observeCluster(cluster, { clock, onRequest });
}
