import { deepEqual } from '../../../core/index.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { type ApiResource, hasSubresource } from '../resources/api-resource.ts';

/** Puts back what only the server may set. */
export function keepSystemFields(next: KubeObject, live: KubeObject): void {
  const { metadata } = next;
  const { uid, creationTimestamp, resourceVersion, generateName } = live.metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds, generation } = live.metadata;
  Object.assign(metadata, { uid, creationTimestamp, resourceVersion });
  setOrDelete(metadata, 'generateName', generateName);
  setOrDelete(metadata, 'deletionTimestamp', deletionTimestamp);
  setOrDelete(metadata, 'deletionGracePeriodSeconds', deletionGracePeriodSeconds);
  setOrDelete(metadata, 'generation', generation);
}

function setOrDelete(owner: object, field: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(owner, field);
  else Reflect.set(owner, field, value);
}

/** Puts back what the endpoint does not write: status on the object, all else on the status. */
export function keepUnwritableParts(
  resource: ApiResource,
  next: KubeObject,
  live: KubeObject,
  subresource: string,
): void {
  if (subresource === '') {
    if (hasSubresource(resource, 'status')) setOrDelete(next, 'status', live['status']);
    return;
  }
  if (subresource !== 'status') return;
  for (const field of new Set([...Object.keys(next), ...Object.keys(live)])) {
    if (field !== 'status' && field !== 'metadata') setOrDelete(next, field, live[field]);
  }
  const { managedFields } = next.metadata;
  // A custom resource's status write leaves its metadata alone; a built-in kind takes labels and annotations.
  const kept = resource.isCustom ? live.metadata : { ...next.metadata };
  if (!resource.isCustom) keepOwnership(kept, live.metadata);
  next.metadata = { ...kept, ...(managedFields && { managedFields }) };
}

function keepOwnership(metadata: object, live: KubeObject['metadata']): void {
  setOrDelete(metadata, 'finalizers', live.finalizers);
  setOrDelete(metadata, 'ownerReferences', live.ownerReferences);
}

/**
 * Counts the generation up when the desired state changed.
 *
 * @remarks For built-in kinds that is the spec, for custom resources everything besides metadata and status.
 */
export function bumpGeneration(resource: ApiResource, next: KubeObject, live: KubeObject): void {
  if (resource.behaviour.hasGeneration !== true) return;
  if (deepEqual(desiredState(resource, next), desiredState(resource, live))) return;
  next.metadata.generation = (live.metadata.generation ?? 0) + 1;
}

function desiredState(resource: ApiResource, object: KubeObject): unknown {
  if (!resource.isCustom && 'spec' in object) return object['spec'];
  const { metadata: _, status, apiVersion: __, ...rest } = object;
  return hasSubresource(resource, 'status') ? rest : { ...rest, status };
}
