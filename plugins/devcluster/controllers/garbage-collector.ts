import type { ClusterState } from '../lifecycle/cluster-state.ts';
import { deleteObject } from '../lifecycle/delete-object.ts';
import { updateObject } from '../lifecycle/update-object.ts';
import { controllerWrite } from '../lifecycle/write-options.ts';
import type { KubeObject, OwnerReference } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import type { Controller } from './controller.ts';
import type { IndexedObject, OwnerIndex } from './owner-index.ts';

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

/** Deletes what has lost its owners, and finishes deletions that wait for dependents. */
export function createGarbageCollector(state: ClusterState, index: OwnerIndex): Controller {
  return {
    name: 'garbage-collector',
    keysFor: ({ object }) => {
      const { uid, ownerReferences = [] } = object.metadata;
      const owners = ownerReferences.map((owner) => owner.uid);
      return uid === undefined ? owners : [uid, ...owners];
    },
    reconcile: (uid) => {
      const owner = index.get(uid);
      const dependents = index.dependentsOf(uid);
      if (owner === undefined) {
        for (const dependent of dependents) collect(state, dependent, index);
        return undefined;
      }
      collect(state, owner, index);
      finishOwner(state, owner, dependents);
      return undefined;
    },
  };
}

/** Deletes an object when none of its owners is left. */
function collect(state: ClusterState, dependent: IndexedObject, index: OwnerIndex): void {
  const owners = dependent.object.metadata.ownerReferences ?? [];
  if (owners.length === 0 || dependent.object.metadata.deletionTimestamp !== undefined) return;
  if (owners.some((owner) => isPresent(dependent.object, owner, index))) return;
  remove(state, dependent);
}

/** An owner counts only where the reference can point: in the same namespace, or cluster-wide. */
function isPresent(dependent: KubeObject, owner: OwnerReference, index: OwnerIndex): boolean {
  const found = index.get(owner.uid)?.object;
  if (found === undefined) return false;
  const { namespace } = found.metadata;
  return namespace === undefined || namespace === dependent.metadata.namespace;
}

function finishOwner(
  state: ClusterState,
  owner: IndexedObject,
  dependents: readonly IndexedObject[],
): void {
  const { metadata } = owner.object;
  if (metadata.deletionTimestamp === undefined) return;
  const finalizers = metadata.finalizers ?? [];
  if (finalizers.includes(ORPHAN)) {
    for (const dependent of dependents) forget(state, dependent, metadata.uid);
    dropFinalizer(state, owner, ORPHAN);
  }
  if (!finalizers.includes(FOREGROUND)) return;
  const blocking = dependents.filter(({ object }) =>
    object.metadata.ownerReferences?.some(
      (entry) => entry.uid === metadata.uid && entry.blockOwnerDeletion === true,
    ),
  );
  for (const dependent of dependents) {
    if (dependent.object.metadata.deletionTimestamp === undefined) {
      remove(state, dependent, 'Foreground');
    }
  }
  if (blocking.length === 0) dropFinalizer(state, owner, FOREGROUND);
}

function resourceOf(state: ClusterState, { collection }: IndexedObject): ApiResource | undefined {
  return state.registry.forCollection(collection);
}

function remove(
  state: ClusterState,
  target: IndexedObject,
  propagationPolicy: 'Background' | 'Foreground' = 'Background',
): void {
  const resource = resourceOf(state, target);
  if (resource === undefined) return;
  const { namespace = '', name, uid } = target.object.metadata;
  const preconditions = uid === undefined ? {} : { uid };
  deleteObject(state, resource, { namespace, name }, { propagationPolicy, preconditions });
}

function forget(state: ClusterState, target: IndexedObject, ownerUid: string | undefined): void {
  change(state, target, ({ metadata }) => {
    const kept = (metadata.ownerReferences ?? []).filter((entry) => entry.uid !== ownerUid);
    if (kept.length > 0) metadata.ownerReferences = kept;
    else delete metadata.ownerReferences;
  });
}

function dropFinalizer(state: ClusterState, target: IndexedObject, finalizer: string): void {
  change(state, target, ({ metadata }) => {
    metadata.finalizers = (metadata.finalizers ?? []).filter((name) => name !== finalizer);
  });
}

function change(
  state: ClusterState,
  target: IndexedObject,
  edit: (object: KubeObject) => void,
): void {
  const resource = resourceOf(state, target);
  if (resource === undefined) return;
  const { namespace = '', name } = target.object.metadata;
  updateObject(state, resource, {
    target: { namespace, name, subresource: '' },
    options: controllerWrite('kube-controller-manager'),
    change: (object) => {
      edit(object);
      return object;
    },
  });
}
