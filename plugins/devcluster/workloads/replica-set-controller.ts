import type { Controller } from '../controllers/controller.ts';
import { numberAt, recordAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { Collections, ownKeys } from './collections.ts';
import { podFromTemplate } from './pod-from-template.ts';
import { isActive, isReady } from './pod-status.ts';
import type { WorkloadClient } from './workload-client.ts';

const SELF = { collection: Collections.replicaSets, kind: 'ReplicaSet' };

/** Keeps as many Pods as the ReplicaSet asks for. */
export function createReplicaSetController(client: WorkloadClient): Controller {
  return {
    name: 'replicaset',
    keysFor: (change) => ownKeys(change, SELF),
    reconcile: (key) => {
      const set = client.get(SELF.collection, key);
      if (set === undefined || set.metadata.deletionTimestamp !== undefined) return undefined;
      scale(client, set);
      report(client, set);
      return undefined;
    },
  };
}

function activePods(client: WorkloadClient, set: KubeObject): readonly KubeObject[] {
  return client.controlledBy(set, Collections.pods).filter(isActive);
}

function scale(client: WorkloadClient, set: KubeObject): void {
  const { name, namespace = '' } = set.metadata;
  const pods = activePods(client, set);
  const wanted = numberAt(set, 'spec', 'replicas') ?? 0;
  for (let missing = wanted - pods.length; missing > 0; missing -= 1) {
    const body = podFromTemplate(set, { generateName: `${name}-` });
    const pod = client.create(Collections.pods, namespace, body);
    record(client, set, 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
  }
  const unreadyFirst = [...pods].sort((a, b) => Number(isReady(a)) - Number(isReady(b)));
  for (const pod of unreadyFirst.slice(0, Math.max(0, pods.length - wanted))) {
    client.delete(Collections.pods, pod);
    record(client, set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
  }
}

function record(client: WorkloadClient, set: KubeObject, reason: string, message: string): void {
  client.record(set, { component: 'replicaset-controller', reason, message });
}

function report(client: WorkloadClient, set: KubeObject): void {
  const pods = activePods(client, set);
  const ready = pods.filter(isReady).length;
  const current = client.get(SELF.collection, `${set.metadata.namespace}/${set.metadata.name}`);
  if (current === undefined) return;
  const {
    fullyLabeledReplicas: _,
    readyReplicas: __,
    availableReplicas: ___,
    ...status
  } = recordAt(current, 'status');
  client.setStatus(SELF.collection, current, {
    ...status,
    replicas: pods.length,
    ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
    ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
    observedGeneration: current.metadata.generation,
  });
}
