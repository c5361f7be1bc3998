import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createInformerSet,
  type KubeObject,
  type Owner,
  silentLogger,
  systemClock,
} from '../../core/index.ts';
import {
  createKubernetesCluster,
  createKubernetesProvider,
  type KubernetesCluster,
  loadConnection,
} from '../../providers/kubernetes/index.ts';
import { aBlock } from '../unit/provider-kubernetes/a-provider.ts';
import type { ProviderUnderTest } from './provider.ts';

/** A cluster to run the suite against as well; it must have controllers that collect garbage. */
export const KUBECONFIG: string | undefined = process.env['ORK_CONFORMANCE_KUBECONFIG'];

const NAMESPACES = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
  subresources: [],
  verbs: [],
};

const CONFIG_MAPS = { ...NAMESPACES, kind: 'ConfigMap', plural: 'configmaps', namespaced: true };

/** How long events and controllers of a real cluster get, in milliseconds. */
const SETTLE_MS = 1_500;

/** A provider on a real API server, in two namespaces of its own; a ConfigMap stands for the custom resource. */
export async function createOnCluster(
  kubeconfigPath: string,
  cases: Pick<ProviderUnderTest, 'desired' | 'impossible' | 'faults'>,
): Promise<ProviderUnderTest> {
  const stop = new AbortController();
  const connection = await loadConnection({ kubeconfigPath });
  const cluster = createKubernetesCluster({ connection, version: 'conformance' });
  const [home, away] = [await createNamespace(cluster), await createNamespace(cluster)];
  const owner = await createOwner(cluster, home);
  const lasting = aBlock('secrets', { name: 'copy', namespace: away, data: { a: 'b' } });
  const informers = createInformerSet({ cluster, clock: systemClock, log: silentLogger });
  const running = informers.run(stop.signal);
  const provider = createKubernetesProvider({
    cluster,
    informers,
    clock: systemClock,
    log: silentLogger,
  });
  const { crd, gvk, namespaced } = owner;
  const blocks = [...cases.desired, lasting];
  const changed = (): void => undefined;
  await provider.attach({ crd, gvk, namespaced, blocks, changed }, stop.signal);
  return {
    ...cases,
    provider,
    owner,
    lasting,
    nowMs: Date.now(),
    settle: () => sleep(SETTLE_MS),
    async dispose() {
      stop.abort();
      await running;
      for (const name of [home, away]) await deleteNamespace(cluster, name);
      await cluster.close();
    },
  };
}

async function createNamespace(cluster: KubernetesCluster): Promise<string> {
  const name = `conformance-${randomUUID().slice(0, 8)}`;
  const object: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await cluster.create(NAMESPACES, object, AbortSignal.timeout(10_000));
  return name;
}

async function deleteNamespace(cluster: KubernetesCluster, name: string): Promise<void> {
  const target = { type: NAMESPACES, ref: { namespace: '', name } };
  await cluster.delete(target, { propagation: 'Background' }, AbortSignal.timeout(10_000));
}

async function createOwner(cluster: KubernetesCluster, namespace: string): Promise<Owner> {
  const metadata = { name: 'shop', namespace };
  const object = await cluster.create(
    CONFIG_MAPS,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata },
    AbortSignal.timeout(10_000),
  );
  const gvk = { group: '', version: 'v1', kind: 'ConfigMap' };
  return { crd: 'conformance', gvk, namespaced: true, object };
}
