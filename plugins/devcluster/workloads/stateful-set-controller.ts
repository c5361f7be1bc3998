import type { Controller } from '../controllers/controller.ts';
import { at, type JsonObject, numberAt, recordAt, recordsAt, stringAt } from '../json/record.ts';
import { type KubeObject, keyOf, storeKey } from '../object/kube-object.ts';
import { Collections, ownKeys } from './collections.ts';
import { podFromTemplate } from './pod-from-template.ts';
import { isReady } from './pod-status.ts';
import { templateHash } from './template-hash.ts';
import type { WorkloadClient } from './workload-client.ts';

const SELF = { collection: Collections.statefulSets, kind: 'StatefulSet' };
const REVISION_LABEL = 'controller-revision-hash';

/** Keeps numbered Pods with their claims: created in order, removed and renewed from the last one down. */
export function createStatefulSetController(client: WorkloadClient): Controller {
  return {
    name: 'statefulset',
    keysFor: (change) => ownKeys(change, SELF),
    reconcile: (key) => {
      const set = client.get(SELF.collection, key);
      if (set === undefined || set.metadata.deletionTimestamp !== undefined) return undefined;
      takeStep(client, set);
      report(client, key);
      return undefined;
    },
  };
}

function revisionOf(set: KubeObject): string {
  return `${set.metadata.name}-${templateHash(at(set, 'spec', 'template'))}`;
}

function podAt(client: WorkloadClient, set: KubeObject, ordinal: number): KubeObject | undefined {
  const { name, namespace } = set.metadata;
  return client.get(Collections.pods, storeKey(namespace, `${name}-${ordinal}`));
}

function ordinalOf(pod: KubeObject): number {
  return Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1));
}

function takeStep(client: WorkloadClient, set: KubeObject): void {
  const wanted = numberAt(set, 'spec', 'replicas') ?? 1;
  const isOrdered = stringAt(set, 'spec', 'podManagementPolicy') !== 'Parallel';
  for (let ordinal = 0; ordinal < wanted; ordinal += 1) {
    const pod = podAt(client, set, ordinal);
    if (pod === undefined) createPod(client, set, ordinal);
    if (isOrdered && (pod === undefined || !isReady(pod))) return;
  }
  const pods = [...client.controlledBy(set, Collections.pods)].sort(
    (a, b) => ordinalOf(b) - ordinalOf(a),
  );
  if (pods.some(({ metadata }) => metadata.deletionTimestamp !== undefined)) return;
  const surplus = pods.find((pod) => ordinalOf(pod) >= wanted);
  const outdated = pods.find((pod) => isOutdated(set, pod));
  const next = surplus ?? outdated;
  if (next !== undefined) client.delete(Collections.pods, next);
}

function isOutdated(set: KubeObject, pod: KubeObject): boolean {
  if (stringAt(set, 'spec', 'updateStrategy', 'type') === 'OnDelete') return false;
  const partition = numberAt(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
  return ordinalOf(pod) >= partition && pod.metadata.labels?.[REVISION_LABEL] !== revisionOf(set);
}

function createPod(client: WorkloadClient, set: KubeObject, ordinal: number): void {
  const { namespace = '' } = set.metadata;
  const name = `${set.metadata.name}-${ordinal}`;
  const volumes = createClaims(client, set, name);
  const pod = podFromTemplate(set, {
    name,
    labels: {
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION_LABEL]: revisionOf(set),
    },
  });
  const spec = recordAt(pod, 'spec');
  client.create(Collections.pods, namespace, {
    ...pod,
    spec: {
      ...spec,
      hostname: name,
      subdomain: stringAt(set, 'spec', 'serviceName'),
      ...(volumes.length > 0 && { volumes: [...volumes, ...recordsAt(spec, 'volumes')] }),
    },
  });
}

/** Claims outlive the Pod, so one that is there already is used again. */
function createClaims(
  client: WorkloadClient,
  set: KubeObject,
  podName: string,
): readonly JsonObject[] {
  const { namespace = '' } = set.metadata;
  return recordsAt(set, 'spec', 'volumeClaimTemplates').map((template) => {
    const name = stringAt(template, 'metadata', 'name');
    const claimName = `${name}-${podName}`;
    if (client.get(Collections.claims, storeKey(namespace, claimName)) === undefined) {
      const labels = recordAt(set, 'spec', 'selector', 'matchLabels');
      client.create(Collections.claims, namespace, {
        metadata: { name: claimName, labels },
        spec: recordAt(template, 'spec'),
      });
    }
    return { name, persistentVolumeClaim: { claimName } };
  });
}

function report(client: WorkloadClient, key: string): void {
  const set = client.get(SELF.collection, key);
  if (set === undefined) return;
  const pods = client
    .controlledBy(set, Collections.pods)
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const revision = revisionOf(set);
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === revision).length;
  const isDone = updated === pods.length;
  const before = stringAt(set, 'status', 'currentRevision') || revision;
  client.setStatus(SELF.collection, client.get(SELF.collection, keyOf(set)) ?? set, {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    ...(ready > 0 && { readyReplicas: ready }),
    availableReplicas: ready,
    currentReplicas: isDone ? pods.length : pods.length - updated,
    ...(updated > 0 && { updatedReplicas: updated }),
    currentRevision: isDone ? revision : before,
    updateRevision: revision,
    collisionCount: 0,
  });
}
