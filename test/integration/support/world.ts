import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  alwaysLeader,
  type CrdProgram,
  type CycleEvent,
  createInformerSet,
  createRuntime,
  type DecisionRecord,
  type KubeObject,
  noMetrics,
  type Runtime,
  silentLogger,
  systemClock,
} from '../../../core/index.ts';
import { createDevCluster, type DevCluster } from '../../../plugins/devcluster/index.ts';
import {
  createKubernetesCluster,
  type KubernetesCluster,
} from '../../../providers/kubernetes/client/kubernetes-cluster.ts';
import { loadConnection } from '../../../providers/kubernetes/client/load-connection.ts';
import { createKubernetesProvider } from '../../../providers/kubernetes/index.ts';

/** A development cluster with a client of the test's own. */
export interface World {
  readonly devCluster: DevCluster;
  readonly client: KubernetesCluster;
  /** Starts an operator of the CRDs; it ends with the world. */
  operate(crds: readonly CrdProgram[]): Promise<Operating>;
  stop(): Promise<void>;
}

/** An operator at work. */
export interface Operating {
  readonly runtime: Runtime;
  readonly decisions: readonly DecisionRecord[];
  readonly events: readonly { readonly regarding: KubeObject; readonly event: CycleEvent }[];
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
  return {
    devCluster,
    client,
    async operate(crds) {
      const cluster = createKubernetesCluster({ connection, version: 'operator' });
      const started = await operate(crds, cluster);
      operating.push(started);
      return started;
    },
    async stop() {
      for (const each of operating) await each.stop();
      await client.close();
      ended.abort();
      await devCluster.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function operate(
  crds: readonly CrdProgram[],
  cluster: KubernetesCluster,
): Promise<Operating> {
  const [clock, log] = [systemClock, silentLogger];
  const informers = createInformerSet({ cluster, clock, log });
  const decisions: DecisionRecord[] = [];
  const events: { regarding: KubeObject; event: CycleEvent }[] = [];
  const runtime = createRuntime({
    program: { revision: '1', katalogs: [], crds },
    cluster,
    informers,
    providers: [createKubernetesProvider({ cluster, informers, clock, log })],
    leadership: alwaysLeader(),
    events: { record: (regarding, event) => void events.push({ regarding, event }) },
    metrics: noMetrics,
    clock,
    log,
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    random: Math.random,
  });
  runtime.onDecision((record) => void decisions.push(record));
  const stop = new AbortController();
  const running = runtime.run(stop.signal);
  return {
    runtime,
    decisions,
    events,
    async stop() {
      stop.abort();
      await running;
      await cluster.close();
    },
  };
}
