import type { Controller } from '../controllers/controller.ts';
import { at, ensureRecord, numberAt, recordAt, stringAt } from '../json/record.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import { Collections, ownKeys } from './collections.ts';
import { deploymentStatus } from './deployment-status.ts';
import type { Happening } from './event-recorder.ts';
import { templateHash } from './template-hash.ts';
import { controlledByReference, type WorkloadClient } from './workload-client.ts';

const SELF = { collection: Collections.deployments, kind: 'Deployment' };
const HASH_LABEL = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
const NOT_CARRIED: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
]);

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
    for (const set of runningOld) resize(client, deployment, { set, replicas: 0 });
    return;
  }
  const current = sets.find((set) => isCurrent(set, deployment));
  if (current === undefined) {
    createReplicaSet(client, deployment, { sets, wanted });
    return;
  }
  keepRevision(client, deployment, { current, old });
  resize(client, deployment, { set: current, replicas: wanted });
  if ((numberAt(current, 'status', 'readyReplicas') ?? 0) < wanted) return;
  for (const set of old) resize(client, deployment, { set, replicas: 0 });
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
  const created = client.create(Collections.replicaSets, namespace, {
    metadata: {
      name: `${name}-${hash}`,
      labels: { ...labels },
      annotations: { ...carriedAnnotations(deployment), [REVISION]: revision },
      ownerReferences: [controlledByReference(deployment)],
    },
    spec: { replicas: wanted, selector, template },
  });
  client.record(deployment, scaled(created, 0, wanted));
  annotate(client, SELF.collection, deployment, { [REVISION]: revision });
}

function scaled(set: KubeObject, from: number, to: number): Happening {
  const direction = to > from ? 'up' : 'down';
  return {
    component: 'deployment-controller',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${to}`,
  };
}

/** The annotations of a Deployment that its newest ReplicaSet takes on, such as the cause of a change. */
function carriedAnnotations(deployment: KubeObject): Readonly<Record<string, string>> {
  const entries = Object.entries(deployment.metadata.annotations ?? {});
  return Object.fromEntries(entries.filter(([name]) => !NOT_CARRIED.has(name)));
}

/** A template that is used again, as after an undo, becomes the newest revision. */
function keepRevision(
  client: WorkloadClient,
  deployment: KubeObject,
  { current, old }: { readonly current: KubeObject; readonly old: readonly KubeObject[] },
): void {
  const before = revisionOf(current);
  const revision = Math.max(before, Math.max(0, ...old.map(revisionOf)) + 1);
  const history = current.metadata.annotations?.[REVISION_HISTORY];
  const past = [history, String(before)].filter((entry) => entry !== undefined).join(',');
  annotate(client, Collections.replicaSets, current, {
    ...carriedAnnotations(deployment),
    [REVISION]: String(revision),
    ...(revision > before && { [REVISION_HISTORY]: past }),
  });
  annotate(client, SELF.collection, deployment, { [REVISION]: String(revision) });
}

function annotate(
  client: WorkloadClient,
  collection: string,
  object: KubeObject,
  annotations: Readonly<Record<string, string>>,
): void {
  const present = object.metadata.annotations ?? {};
  if (Object.entries(annotations).every(([name, value]) => present[name] === value)) return;
  client.edit(collection, object, {
    subresource: '',
    apply: ({ metadata }) => {
      metadata.annotations = { ...metadata.annotations, ...annotations };
    },
  });
}

function revisionOf(set: KubeObject): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0);
}

function resize(
  client: WorkloadClient,
  deployment: KubeObject,
  { set, replicas }: { readonly set: KubeObject; readonly replicas: number },
): void {
  const before = numberAt(set, 'spec', 'replicas') ?? 0;
  if (before === replicas) return;
  client.edit(Collections.replicaSets, set, {
    subresource: '',
    apply: (copy) => {
      ensureRecord(copy, 'spec')['replicas'] = replicas;
    },
  });
  client.record(deployment, scaled(set, before, replicas));
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
