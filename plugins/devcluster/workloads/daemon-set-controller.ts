import type { Controller } from '../controllers/controller.ts';
import { at } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { Collections, ownKeys } from './collections.ts';
import { podFromTemplate } from './pod-from-template.ts';
import { isActive, isReady } from './pod-status.ts';
import { templateHash } from './template-hash.ts';
import type { WorkloadClient } from './workload-client.ts';

const SELF = { collection: Collections.daemonSets, kind: 'DaemonSet' };
const REVISION_LABEL = 'controller-revision-hash';

/** Keeps one Pod on the one node. */
export function createDaemonSetController(client: WorkloadClient): Controller {
  return {
    name: 'daemonset',
    keysFor: (change) => ownKeys(change, SELF),
    reconcile: (key) => {
      const set = client.get(SELF.collection, key);
      if (set === undefined || set.metadata.deletionTimestamp !== undefined) return undefined;
      takeStep(client, set);
      report(client, set);
      return undefined;
    },
  };
}

function takeStep(client: WorkloadClient, set: KubeObject): void {
  const { name, namespace = '' } = set.metadata;
  const hash = templateHash(at(set, 'spec', 'template'));
  const pods = client.controlledBy(set, Collections.pods);
  const outdated = pods
    .filter(isActive)
    .find(({ metadata }) => metadata.labels?.[REVISION_LABEL] !== hash);
  if (outdated !== undefined) client.delete(Collections.pods, outdated);
  if (pods.length > 0) return;
  const pod = podFromTemplate(set, {
    generateName: `${name}-`,
    labels: { [REVISION_LABEL]: hash },
  });
  client.create(Collections.pods, namespace, pod);
}

function report(client: WorkloadClient, set: KubeObject): void {
  const pods = client.controlledBy(set, Collections.pods).filter(isActive);
  const ready = pods.filter(isReady).length;
  client.setStatus(SELF.collection, set, {
    observedGeneration: set.metadata.generation,
    currentNumberScheduled: pods.length,
    desiredNumberScheduled: 1,
    updatedNumberScheduled: pods.length,
    numberAvailable: ready,
    numberUnavailable: 1 - Math.min(1, ready),
    numberMisscheduled: 0,
    numberReady: ready,
  });
}
