import type { Controller } from '../controllers/controller.ts';
import { ensureRecord, recordsAt, stringAt } from '../json/record.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import { Collections } from './collections.ts';
import { endedStatus, outcomeOf, runningStatus } from './pod-status.ts';
import type { WorkloadClient } from './workload-client.ts';

/** The one node every Pod runs on. */
export const NODE_NAME = 'devcluster';

/** Plays scheduler and kubelet: a Pod is placed, runs, ends as its restart policy says, and stops when deleted. */
export function createPodController(client: WorkloadClient): Controller {
  const addresses = createAddresses();
  return {
    name: 'pod',
    keysFor: ({ collection, object }) => (collection === Collections.pods ? [keyOf(object)] : []),
    reconcile: (key) => {
      const pod = client.get(Collections.pods, key);
      if (pod !== undefined) takeStep(client, pod, addresses);
      return undefined;
    },
  };
}

function takeStep(client: WorkloadClient, pod: KubeObject, nextAddress: () => string): void {
  if (pod.metadata.deletionTimestamp !== undefined) {
    client.delete(Collections.pods, pod, 0);
    return;
  }
  const outcome = outcomeOf(pod);
  if (outcome === 'pending') return;
  if (stringAt(pod, 'spec', 'nodeName') === '') {
    schedule(client, pod);
    return;
  }
  const phase = stringAt(pod, 'status', 'phase');
  if (phase === 'Pending') {
    client.setStatus(Collections.pods, pod, runningStatus(pod, client.now, nextAddress()));
    recordStarts(client, pod);
  } else if (phase === 'Running' && outcome !== 'run') {
    const exitCode = outcome === 'succeed' ? 0 : 1;
    client.setStatus(Collections.pods, pod, endedStatus(pod, client.now, exitCode));
  }
}

function schedule(client: WorkloadClient, pod: KubeObject): void {
  client.edit(Collections.pods, pod, {
    subresource: '',
    apply: (copy) => {
      ensureRecord(copy, 'spec')['nodeName'] = NODE_NAME;
    },
  });
  const { name, namespace = '' } = pod.metadata;
  client.record(pod, {
    component: 'default-scheduler',
    reason: 'Scheduled',
    message: `Successfully assigned ${namespace}/${name} to ${NODE_NAME}`,
  });
}

function recordStarts(client: WorkloadClient, pod: KubeObject): void {
  for (const container of recordsAt(pod, 'spec', 'containers')) {
    client.record(pod, {
      component: 'kubelet',
      reason: 'Started',
      message: 'Container started',
      fieldPath: `spec.containers{${String(container['name'])}}`,
    });
  }
}

/** Hands out 10.244.0.0/16 from .0.10 on; a later lap reuses what the first gave. */
function createAddresses(): () => string {
  let host = 9;
  return () => {
    host = host >= 65_000 ? 10 : host + 1;
    return `10.244.${host >> 8}.${host & 255}`;
  };
}
