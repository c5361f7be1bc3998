import { CLAIM_PROTECTION, VOLUME_PROTECTION } from '../builtin/storage-protection.ts';
import type { Controller } from '../controllers/controller.ts';
import { at, ensureRecord, recordAt, recordsAt, stringAt } from '../json/record.ts';
import { type KubeObject, keyOf, storeKey } from '../object/kube-object.ts';
import { Collections } from './collections.ts';
import type { WorkloadClient } from './workload-client.ts';

/** Gives each claim a volume of the size it asks for, and takes the volume back with the claim. */
export function createClaimController(client: WorkloadClient): Controller {
  return {
    name: 'persistentvolumeclaim',
    keysFor: ({ collection, object, type }) => {
      if (collection === Collections.pods && type === 'DELETED') return claimsOf(object);
      if (collection !== Collections.claims) return [];
      return [type === 'DELETED' ? `volume:${volumeNameOf(object)}` : keyOf(object)];
    },
    reconcile: (key) => {
      if (key.startsWith('volume:')) removeVolume(client, key.slice('volume:'.length));
      const claim = client.get(Collections.claims, key);
      if (claim?.metadata.deletionTimestamp !== undefined) unprotect(client, claim);
      else if (claim !== undefined && stringAt(claim, 'status', 'phase') !== 'Bound') {
        bind(client, claim);
      }
      return undefined;
    },
  };
}

function claimsOf(pod: KubeObject): readonly string[] {
  return recordsAt(pod, 'spec', 'volumes')
    .map((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName'))
    .filter((name) => name !== '')
    .map((name) => storeKey(pod.metadata.namespace, name));
}

function volumeNameOf(claim: KubeObject): string {
  return stringAt(claim, 'spec', 'volumeName') || `pvc-${claim.metadata.uid}`;
}

/** Lets a deleted claim go once no Pod uses it. */
function unprotect(client: WorkloadClient, claim: KubeObject): void {
  const { namespace, name } = claim.metadata;
  const isUsed = client
    .list(Collections.pods, namespace)
    .flatMap((pod) => recordsAt(pod, 'spec', 'volumes'))
    .some((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName') === name);
  if (!isUsed) dropFinalizer(client, Collections.claims, claim, CLAIM_PROTECTION);
}

function dropFinalizer(
  client: WorkloadClient,
  collection: string,
  object: KubeObject,
  finalizer: string,
): void {
  if (object.metadata.finalizers?.includes(finalizer) !== true) return;
  client.edit(collection, object, {
    subresource: '',
    apply: ({ metadata }) => {
      metadata.finalizers = (metadata.finalizers ?? []).filter((entry) => entry !== finalizer);
    },
  });
}

function removeVolume(client: WorkloadClient, name: string): void {
  const volume = client.get(Collections.volumes, storeKey('', name));
  if (volume === undefined) return;
  if (stringAt(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete') {
    client.delete(Collections.volumes, volume);
    const marked = client.get(Collections.volumes, storeKey('', name));
    if (marked !== undefined) dropFinalizer(client, Collections.volumes, marked, VOLUME_PROTECTION);
  }
}

function bind(client: WorkloadClient, claim: KubeObject): void {
  const name = volumeNameOf(claim);
  const capacity = { storage: at(claim, 'spec', 'resources', 'requests', 'storage') ?? '1Gi' };
  const accessModes = at(claim, 'spec', 'accessModes');
  if (client.get(Collections.volumes, storeKey('', name)) === undefined) {
    createVolume(client, claim, { name, capacity });
  }
  client.edit(Collections.claims, claim, {
    subresource: '',
    apply: (copy) => {
      ensureRecord(copy, 'spec')['volumeName'] = name;
    },
  });
  const bound = client.get(Collections.claims, keyOf(claim));
  if (bound === undefined) return;
  const status = { ...recordAt(bound, 'status'), phase: 'Bound', accessModes, capacity };
  client.setStatus(Collections.claims, bound, status);
}

function createVolume(
  client: WorkloadClient,
  claim: KubeObject,
  { name, capacity }: { readonly name: string; readonly capacity: object },
): void {
  const { namespace, uid } = claim.metadata;
  const { accessModes, storageClassName } = recordAt(claim, 'spec');
  const volume = client.create(Collections.volumes, '', {
    metadata: { name },
    spec: {
      accessModes,
      capacity,
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        namespace,
        name: claim.metadata.name,
        uid,
      },
      persistentVolumeReclaimPolicy: 'Delete',
      hostPath: { path: `/devcluster/${name}` },
      ...(storageClassName !== undefined && { storageClassName }),
    },
  });
  client.setStatus(Collections.volumes, volume, { phase: 'Bound' });
}
