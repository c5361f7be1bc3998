import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  alwaysLeader,
  type Cluster,
  type CrdProgram,
  type CycleEvent,
  createInformerSet,
  createInventory,
  createRuntime,
  type DecisionRecord,
  type KubeObject,
  type Leadership,
  noMetrics,
  type Provider,
  type Runtime,
  silentLogger,
  systemClock,
  type Target,
} from '../../../core/index.ts';
import { createDevCluster, type DevCluster } from '../../../plugins/devcluster/index.ts';
import {
  createKubernetesCluster,
  type KubernetesCluster,
} from '../../../providers/kubernetes/client/kubernetes-cluster.ts';
import { loadConnection } from '../../../providers/kubernetes/client/load-connection.ts';
import { createKubernetesProvider } from '../../../providers/kubernetes/index.ts';
import { type LogLine, recordingLogger } from './recording-logger.ts';

/** A development cluster with a client of the test's own. */
export interface World {
  readonly devCluster: DevCluster;
  readonly client: KubernetesCluster;
  /** Starts an operator of the CRDs; it ends with the world. */
  operate(crds: readonly CrdProgram[], options?: OperateOptions): Promise<Operating>;
  stop(): Promise<void>;
}

/** What an operator may have besides its CRDs. */
export interface OperateOptions {
  /** Besides the one of Kubernetes. */
  readonly providers?: readonly Provider[];
  /** Default: it leads from the start. */
  readonly leadership?: Leadership;
  /** Hears of each server-side apply before it is sent. */
  readonly beforeApply?: (target: Target) => Promise<void>;
}

/** An operator at work. */
export interface Operating {
  readonly runtime: Runtime;
  readonly decisions: readonly DecisionRecord[];
  readonly events: readonly { readonly regarding: KubeObject; readonly event: CycleEvent }[];
  readonly log: readonly LogLine[];
  stop(): Promise<void>;
}

/** Starts a development cluster on a free port. */
export async function startWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'ork-integration-'));
  const devCluster = createDevCluster({ clock: systemClock, log: silentLogger, stepDelayMs: 5 });
  const ended = new AbortController();
  await devCluster.start(ended.signal);
  const kubeconfigPath = join(folder, 'kubeconfig');
  await writeFile(kubeconfigPath, devCluster.kubeconfig(), { mode: 0o600 });
  const connection = await loadConnection({ kubeconfigPath });
  const client = createKubernetesCluster({ connection, version: 'test' });
  const operating: Operating[] = [];
  const clusters: KubernetesCluster[] = [];
  return {
    devCluster,
    client,
    async operate(crds, options = {}) {
      const cluster = createKubernetesCluster({ connection, version: 'operator' });
      const { beforeApply } = options;
      const send = cluster.apply.bind(cluster);
      if (beforeApply !== undefined)
        cluster.apply = async (target, object, how) => {
          await beforeApply(target);
          return send(target, object, how);
        };
      const started = operateOn(cluster, crds, options);
      operating.push(started);
      clusters.push(cluster);
      return started;
    },
    async stop() {
      for (const each of operating) await each.stop();
      for (const each of clusters) await each.close();
      await client.close();
      ended.abort();
      await devCluster.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts an operator of the CRDs on any cluster. */
export function operateOn(
  cluster: Cluster,
  crds: readonly CrdProgram[],
  { leadership = alwaysLeader(), providers = [] }: OperateOptions = {},
): Operating {
  const lines: LogLine[] = [];
  const [clock, log] = [systemClock, recordingLogger(lines)];
  const informers = createInformerSet({ cluster, clock, log });
  const decisions: DecisionRecord[] = [];
  const events: { regarding: KubeObject; event: CycleEvent }[] = [];
  const runtime = createRuntime({
    program: { revision: '1', katalogs: [], crds },
    cluster,
    informers,
    providers: [createKubernetesProvider({ cluster, informers, clock, log }), ...providers],
    leadership,
    events: { record: (regarding, event) => void events.push({ regarding, event }) },
    metrics: noMetrics,
    clock,
    log,
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    random: Math.random,
    inventory: createInventory(cluster, 'default'),
  });
  runtime.onDecision((record) => void decisions.push(record));
  const stop = new AbortController();
  const running = runtime.run(stop.signal);
  return {
    runtime,
    decisions,
    events,
    log: lines,
    async stop() {
      stop.abort();
      await running;
    },
  };
}
