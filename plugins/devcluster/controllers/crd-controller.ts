import { timestampOf } from '../../../core/index.ts';
import { CLEANUP_FINALIZER } from '../crd/crd-behaviour.ts';
import { collectionOf, customResources } from '../crd/custom-resources.ts';
import { type JsonObject, recordAt, stringAt } from '../json/record.ts';
import type { ClusterState } from '../lifecycle/cluster-state.ts';
import { deleteObject } from '../lifecycle/delete-object.ts';
import { updateObject } from '../lifecycle/update-object.ts';
import { controllerWrite } from '../lifecycle/write-options.ts';
import { type NewCondition, setCondition } from '../object/conditions.ts';
import { cloneObject, type KubeObject, keyOf } from '../object/kube-object.ts';
import type { Controller } from './controller.ts';

const CRDS = 'apiextensions.k8s.io/customresourcedefinitions';

/** Serves what CRDs define, reports it in their conditions, and cleans up after those that are deleted. */
export function createCrdController(state: ClusterState): Controller {
  return {
    name: 'crd',
    keysFor: (change) => {
      if (change.collection === CRDS) return [keyOf(change.object)];
      const owner = terminatingOwner(state, change.collection);
      return owner === undefined ? [] : [keyOf(owner)];
    },
    reconcile: (key) => {
      const crd = state.store.collection(CRDS).get(key);
      if (crd === undefined) state.registry.withdraw(key.slice(1));
      else if (crd.metadata.deletionTimestamp === undefined) establish(state, crd);
      else cleanUp(state, crd);
      return undefined;
    },
  };
}

function terminatingOwner(state: ClusterState, collection: string): KubeObject | undefined {
  return state.store
    .collection(CRDS)
    .list()
    .find(
      (crd) => crd.metadata.deletionTimestamp !== undefined && collectionOf(crd) === collection,
    );
}

function establish(state: ClusterState, crd: KubeObject): void {
  const now = timestampOf(state.clock.nowMs());
  const clash = findClash(state, crd);
  const next = cloneObject(crd);
  const status = recordAt(next, 'status');
  const accepted = clash === undefined;
  const conditions: readonly NewCondition[] = [
    accepted
      ? {
          type: 'NamesAccepted',
          status: 'True',
          reason: 'NoConflicts',
          message: 'no conflicts found',
        }
      : { type: 'NamesAccepted', status: 'False', reason: clash.reason, message: clash.message },
    accepted
      ? {
          type: 'Established',
          status: 'True',
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
        }
      : {
          type: 'Established',
          status: 'False',
          reason: 'NotAccepted',
          message: 'not all names are accepted',
        },
  ];
  for (const condition of conditions) setCondition(status, condition, now);
  if (accepted) status['acceptedNames'] = recordAt(next, 'spec', 'names');
  next['status'] = status;
  if (accepted) state.registry.serve(crd.metadata.name, customResources(next, state.definitions));
  setStatus(state, crd, status);
}

function setStatus(state: ClusterState, crd: KubeObject, status: JsonObject): void {
  const resource = state.registry.forCollection(CRDS);
  if (resource === undefined) throw new TypeError('CustomResourceDefinition is a built-in kind');
  updateObject(state, resource, {
    target: { namespace: '', name: crd.metadata.name, subresource: 'status' },
    options: controllerWrite('kube-apiserver'),
    change: (object) => ({ ...object, status }),
  });
}

function findClash(
  state: ClusterState,
  crd: KubeObject,
): { readonly reason: string; readonly message: string } | undefined {
  const group = stringAt(crd, 'spec', 'group');
  const kind = stringAt(crd, 'spec', 'names', 'kind');
  const own = collectionOf(crd);
  const others = state.registry.all().filter((entry) => entry.collection !== own);
  const isTaken = others.some((entry) => entry.group === group && entry.kind === kind);
  if (!isTaken) return undefined;
  return { reason: 'KindConflict', message: `${JSON.stringify(kind)} is already in use` };
}

/** Deletes the custom resources first; the CRD goes when the last one has. */
function cleanUp(state: ClusterState, crd: KubeObject): void {
  const [resource] = customResources(crd, state.definitions);
  const remaining = state.store.collection(collectionOf(crd)).list();
  if (resource !== undefined && remaining.length > 0) {
    for (const { metadata } of remaining) {
      if (metadata.deletionTimestamp !== undefined) continue;
      deleteObject(state, resource, { namespace: metadata.namespace ?? '', name: metadata.name });
    }
    if (state.store.collection(collectionOf(crd)).list().length > 0) return;
  }
  const finalizers = (crd.metadata.finalizers ?? []).filter((name) => name !== CLEANUP_FINALIZER);
  state.registry.withdraw(crd.metadata.name);
  if (finalizers.length === 0) state.store.remove(CRDS, keyOf(crd));
  else if (finalizers.length !== crd.metadata.finalizers?.length) {
    state.store.put(CRDS, { ...crd, metadata: { ...crd.metadata, finalizers } });
  }
}
