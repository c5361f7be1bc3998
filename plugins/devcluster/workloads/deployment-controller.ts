import type { Controller } from '../controllers/controller.ts';
import { at, ensureRecord, numberAt, recordAt, stringAt } from '../json/record.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import { Collections, ownKeys } from './collections.ts';
import { deploymentStatus } from './deployment-status.ts';
import { templateHash } from './template-hash.ts';
import { controlledByReference, type WorkloadClient } from './workload-client.ts';

const SELF = { collection: Collections.deployments, kind: 'Deployment' };
const HASH_LABEL = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';

/** Keeps one ReplicaSet per Pod template and moves the replicas to the newest. */
export function createDeploymentController(client: WorkloadClient): Controller {
  return {
    name: 'deployment',
    keysFor: (change) => ownKeys(change, SELF),
    reconcile: (key) => {
      const deployment = client.get(SELF.collection, key);
      if (deployment === undefined || deployment.metadata.deletionTimestamp !== undefined) {
        return undefined;
      }
      if (at(deployment, 'spec', 'paused') !== true) rollOut(client, deployment);
      report(client, key);
      return undefined;
    },
  };
}

function replicaSetsOf(client: WorkloadClient, deployment: KubeObject): readonly KubeObject[] {
  return client.controlledBy(deployment, Collections.replicaSets);
}

function isCurrent(set: KubeObject, deployment: KubeObject): boolean {
  return set.metadata.labels?.[HASH_LABEL] === templateHash(at(deployment, 'spec', 'template'));
}

function rollOut(client: WorkloadClient, deployment: KubeObject): void {
  const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const sets = replicaSetsOf(client, deployment);
  const old = sets.filter((set) => !isCurrent(set, deployment));
  const isRecreate = stringAt(deployment, 'spec', 'strategy', 'type') === 'Recreate';
  const runningOld = old.filter((set) => (numberAt(set, 'status', 'replicas') ?? 0) > 0);
  if (isRecreate && runningOld.length > 0) {
    for (const set of runningOld) resize(client, set, 0);
    return;
  }
  const current = sets.find((set) => isCurrent(set, deployment));
  if (current === undefined) {
    createReplicaSet(client, deployment, { sets, wanted });
    return;
  }
  resize(client, current, wanted);
  if ((numberAt(current, 'status', 'readyReplicas') ?? 0) < wanted) return;
  for (const set of old) resize(client, set, 0);
  forgetOldest(client, deployment, old);
}

function createReplicaSet(
  client: WorkloadClient,
  deployment: KubeObject,
  { sets, wanted }: { readonly sets: readonly KubeObject[]; readonly wanted: number },
): void {
  const { name, namespace = '' } = deployment.metadata;
  const hash = templateHash(at(deployment, 'spec', 'template'));
  const template = structuredClone(recordAt(deployment, 'spec', 'template'));
  const labels = ensureRecord(ensureRecord(template, 'metadata'), 'labels');
  labels[HASH_LABEL] = hash;
  const selector = structuredClone(recordAt(deployment, 'spec', 'selector'));
  ensureRecord(selector, 'matchLabels')[HASH_LABEL] = hash;
  const revision = String(Math.max(0, ...sets.map(revisionOf)) + 1);
  client.create(Collections.replicaSets, namespace, {
    metadata: {
      name: `${name}-${hash}`,
      labels: { ...labels },
      annotations: { [REVISION]: revision },
      ownerReferences: [controlledByReference(deployment)],
    },
    spec: { replicas: wanted, selector, template },
  });
  client.edit(SELF.collection, deployment, {
    subresource: '',
    apply: ({ metadata }) => {
      metadata.annotations = { ...metadata.annotations, [REVISION]: revision };
    },
  });
}

function revisionOf(set: KubeObject): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0);
}

function resize(client: WorkloadClient, set: KubeObject, replicas: number): void {
  if (numberAt(set, 'spec', 'replicas') === replicas) return;
  client.edit(Collections.replicaSets, set, {
    subresource: '',
    apply: (copy) => {
      ensureRecord(copy, 'spec')['replicas'] = replicas;
    },
  });
}

function forgetOldest(
  client: WorkloadClient,
  deployment: KubeObject,
  old: readonly KubeObject[],
): void {
  const limit = numberAt(deployment, 'spec', 'revisionHistoryLimit') ?? 10;
  const empty = old.filter((set) => (numberAt(set, 'status', 'replicas') ?? 0) === 0);
  const newestFirst = [...empty].sort((a, b) => revisionOf(b) - revisionOf(a));
  for (const set of newestFirst.slice(limit)) client.delete(Collections.replicaSets, set);
}

function report(client: WorkloadClient, key: string): void {
  const deployment = client.get(SELF.collection, key);
  if (deployment === undefined) return;
  const sets = replicaSetsOf(client, deployment);
  const current = sets.find((set) => isCurrent(set, deployment));
  const status = deploymentStatus(deployment, { sets, current, now: client.now });
  client.setStatus(
    SELF.collection,
    client.get(SELF.collection, keyOf(deployment)) ?? deployment,
    status,
  );
}
