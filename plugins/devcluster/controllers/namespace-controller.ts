import { recordAt } from '../json/record.ts';
import type { ClusterState } from '../lifecycle/cluster-state.ts';
import { deleteObject } from '../lifecycle/delete-object.ts';
import { cloneObject, type KubeObject, storeKey } from '../object/kube-object.ts';
import { isStored } from '../resources/api-resource.ts';
import type { Controller } from './controller.ts';

const NAMESPACES = 'namespaces';

/** Empties namespaces that are being deleted, then lets them go. */
export function createNamespaceController(state: ClusterState): Controller {
  return {
    name: 'namespace',
    keysFor: ({ collection, object }) => {
      const name = collection === NAMESPACES ? object.metadata.name : object.metadata.namespace;
      return name !== undefined && isTerminating(state, name) ? [name] : [];
    },
    reconcile: (name) => {
      const namespace = state.store.collection(NAMESPACES).get(storeKey('', name));
      if (namespace?.metadata.deletionTimestamp === undefined) return undefined;
      if (empty(state, name)) release(state, namespace);
      return undefined;
    },
  };
}

function isTerminating({ store }: ClusterState, name: string): boolean {
  const namespace = store.collection(NAMESPACES).get(storeKey('', name));
  return namespace?.metadata.deletionTimestamp !== undefined;
}

/** Deletes all that is in the namespace; true when nothing is left. */
function empty(state: ClusterState, namespace: string): boolean {
  const isInside = ({ metadata }: KubeObject) => metadata.namespace === namespace;
  let isEmpty = true;
  for (const [name, collection] of state.store.collections()) {
    const resource = state.registry.forCollection(name);
    if (resource === undefined || !isStored(resource)) continue;
    for (const { metadata } of collection.list().filter(isInside)) {
      if (metadata.deletionTimestamp !== undefined) continue;
      deleteObject(state, resource, { namespace, name: metadata.name });
    }
    isEmpty &&= !collection.list().some(isInside);
  }
  return isEmpty;
}

function release(state: ClusterState, namespace: KubeObject): void {
  const next = cloneObject(namespace);
  next['spec'] = { ...recordAt(next, 'spec'), finalizers: [] };
  if ((next.metadata.finalizers ?? []).length > 0) {
    state.store.put(NAMESPACES, next);
    return;
  }
  state.store.remove(NAMESPACES, storeKey('', namespace.metadata.name));
}
