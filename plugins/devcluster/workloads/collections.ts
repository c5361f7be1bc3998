import { type KubeObject, keyOf, type OwnerReference, storeKey } from '../object/kube-object.ts';
import type { Change } from '../storage/change.ts';

/** The collections of the kinds that come to life. */
export const Collections = {
  pods: 'pods',
  events: 'events',
  nodes: 'nodes',
  services: 'services',
  endpoints: 'endpoints',
  endpointSlices: 'discovery.k8s.io/endpointslices',
  claims: 'persistentvolumeclaims',
  volumes: 'persistentvolumes',
  namespaces: 'namespaces',
  serviceAccounts: 'serviceaccounts',
  deployments: 'apps/deployments',
  replicaSets: 'apps/replicasets',
  statefulSets: 'apps/statefulsets',
  daemonSets: 'apps/daemonsets',
  jobs: 'batch/jobs',
  cronJobs: 'batch/cronjobs',
} as const;

/** The owner that controls the object, if one does. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

/** The keys of a controller that follows one kind and what its objects control. */
export function ownKeys(
  change: Change,
  { collection, kind }: { readonly collection: string; readonly kind: string },
): readonly string[] {
  if (change.collection === collection) return [keyOf(change.object)];
  const owner = controllerOf(change.object);
  if (owner?.kind !== kind) return [];
  return [storeKey(change.object.metadata.namespace, owner.name)];
}
