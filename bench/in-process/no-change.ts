import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  compile,
  createInformerSet,
  type KubeObject,
  silentLogger,
  systemClock,
} from '../../core/index.ts';
import { createPrunedFields } from '../../core/reconcile/pruned-fields.ts';
import { reconcile } from '../../core/reconcile/reconcile.ts';
import type { ReconcileWorld } from '../../core/reconcile/reconcile-world.ts';
import { createRefusedStatus } from '../../core/reconcile/refused-status.ts';
import { createToldFaults } from '../../core/reconcile/told-faults.ts';
import { attachProvider } from '../../core/runtime/crd-feed.ts';
import { createKubernetesProvider } from '../../providers/kubernetes/index.ts';
import { answeringCluster } from './answering-cluster.ts';

const katalog = fileURLToPath(new URL('../orkestra/katalog.yaml', import.meta.url));

/** Full no-change reconciles of the benchmark's Website a second, on one core, nothing skipped. */
export async function noChangePerSecond(seconds = 3): Promise<number> {
  const [clock, log, cluster] = [systemClock, silentLogger, answeringCluster()];
  const ended = new AbortController();
  const informers = createInformerSet({ cluster, clock, log });
  const running = informers.run(ended.signal);
  const provider = createKubernetesProvider({ cluster, informers, clock, log });
  const { program, problems } = await compile({
    documents: [{ file: katalog, text: await readFile(katalog, 'utf8') }],
    providers: [provider],
    defaults: { workers: 1, resyncMs: 30_000, failureThreshold: 5 },
  });
  const [crd] = program?.crds ?? [];
  if (crd === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  const providers = new Map([['kubernetes', provider]]);
  const feed = { crd, providers, clock, log, changed: () => undefined };
  await attachProvider(provider, feed, ended.signal);
  const type = await cluster.resolve(crd.gvk, ended.signal);
  if (type === undefined) throw new Error('The kind is not served');
  let object = aWebsite();
  const world: ReconcileWorld = {
    crd,
    type,
    cluster,
    providers,
    clock,
    log,
    randomBytes: (size) => new Uint8Array(size),
    figures: () => ({ metrics: {}, health: {} }),
    pruned: createPrunedFields(clock),
    refused: createRefusedStatus(clock),
    toldFaults: createToldFaults(),
    written: (written) => {
      object = { ...object, metadata: written.metadata, status: written['status'] };
    },
  };
  await reconcile(world, object, ended.signal);
  const settled = await reconcile(world, object, ended.signal);
  const writes = settled.acted.length + settled.ownWrites;
  if (writes > 0) throw new Error(`A converged object was written ${writes} times`);
  let count = 0;
  const until = performance.now() + seconds * 1000;
  const startedAt = performance.now();
  while (performance.now() < until) {
    for (let step = 0; step < 100; step += 1) await reconcile(world, object, ended.signal);
    count += 100;
  }
  const perSecond = (count * 1000) / (performance.now() - startedAt);
  ended.abort();
  await running;
  return perSecond;
}

function aWebsite(): KubeObject {
  return {
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    metadata: {
      name: 'web',
      namespace: 'default',
      uid: 'uid-Website-web',
      resourceVersion: '1',
      generation: 1,
    },
    spec: { image: 'nginx', replicas: 2, port: 8080 },
  };
}
