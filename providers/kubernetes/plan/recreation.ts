import { getPath, type KubeObject, type ResourceType } from '../../../core/index.ts';
import type { FixedDifference } from './fixed-differences.ts';
import type { DeletePayload } from './payload.ts';

/** Kinds whose deletion would destroy what nobody could bring back, by group and kind: what would be lost. */
const LOST: Readonly<Record<string, string>> = {
  '/PersistentVolumeClaim': 'the data of the volume',
  '/PersistentVolume': 'the data of the volume',
  '/Namespace': 'everything in the namespace',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of the kind',
};

/** What deleting an object of that kind would destroy; `undefined`: nothing that is not made anew. */
export function lostWith(type: {
  readonly group: string;
  readonly kind: string;
}): string | undefined {
  return LOST[`${type.group}/${type.kind}`];
}

/** Workloads whose pods must be gone before others of the same name come. */
const FOREGROUND = new Set([
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/DaemonSet',
  'apps/StatefulSet',
  'batch/Job',
  'batch/CronJob',
]);

/** How an object is deleted before it is made anew, or why it is not; neither: nobody asks for it. */
export interface Recreation {
  readonly propagation?: DeletePayload['propagation'];
  readonly refusal?: string;
}

/**
 * How an object is recreated (docs/adr): pods of a StatefulSet stay where its new one can take them over, claims stay in any
 * case.
 */
export function recreationOf(
  type: ResourceType,
  live: KubeObject,
  fixed: readonly FixedDifference[],
): Recreation {
  const lost = lostWith(type);
  if (lost !== undefined) return { refusal: `it is not recreated, as ${lost} would be lost` };
  const name = `${type.group}/${type.kind}`;
  if (name !== 'apps/StatefulSet')
    return { propagation: FOREGROUND.has(name) ? 'Foreground' : 'Background' };
  const isOther = fixed.some(({ path }) => path.startsWith('spec.selector'));
  if (!isOther) return { propagation: 'Orphan' };
  // Claims that the StatefulSet owns go with it; orphaned pods of another selector would stand in the way.
  const policy = getPath(live, ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted']);
  if (policy !== 'Delete') return { propagation: 'Foreground' };
  return { refusal: 'it is not recreated, as whenDeleted: Delete would delete its claims' };
}
