import { deepEqual } from '../../../core/index.ts';
import { trackUpdate } from '../apply/track-update.ts';
import { cloneObject, type KubeObject, keyOf, storeKey } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { badRequest, conflict, invalidObject, notFound } from '../status/status-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { placeIn } from './create-object.ts';
import { fillDefaults } from './decode-object.ts';
import { bumpGeneration, keepSystemFields, keepUnwritableParts } from './update-rules.ts';
import { validateMetadata, validateMetadataUpdate } from './validate-metadata.ts';
import type { ObjectTarget, WriteOptions } from './write-options.ts';

export interface UpdateOptions extends WriteOptions {
  /** Records who set which field; server-side apply does so itself. */
  readonly tracks?: boolean;
}

const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

/** The stored object, in the version the resource serves. */
export function getObject(
  state: ClusterState,
  resource: ApiResource,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): KubeObject | undefined {
  const key = storeKey(resource.namespaced ? namespace : '', name);
  const found = state.store.collection(resource.collection).get(key);
  return found === undefined ? undefined : serveObject(resource, found);
}

/** A stored object in the version the resource serves. */
export function serveObject(resource: ApiResource, stored: KubeObject): KubeObject {
  return resource.behaviour.toServed?.(stored) ?? stored;
}

/**
 * Changes an object: reads it, has it changed, checks the result, stores it if it differs.
 *
 * @param change - Gets its own copy of the object and returns the wanted one, decoded.
 * @throws StatusError 400, 404, 409 or 422.
 */
export function updateObject(
  state: ClusterState,
  resource: ApiResource,
  request: {
    readonly target: ObjectTarget;
    readonly change: (live: KubeObject) => KubeObject;
    readonly options: UpdateOptions;
  },
): KubeObject {
  const { target, options } = request;
  const live = getObject(state, resource, target);
  if (live === undefined) throw notFound(resource, target.name);
  const next = request.change(cloneObject(live));
  assertSameObject(resource, next, live, target);
  keepSystemFields(next, live);
  keepUnwritableParts(resource, next, live, target.subresource);
  fillDefaults(resource, next);
  const nowMs = state.clock.nowMs();
  if (options.tracks !== false) {
    trackUpdate(resource, live, next, { ...options, subresource: target.subresource, nowMs });
  }
  const context = { store: state.store, nowMs, subresource: target.subresource };
  resource.behaviour.prepareUpdate?.(next, live, context);
  bumpGeneration(resource, next, live);
  assertValid(resource, next, live, target.subresource);
  for (const text of resource.behaviour.warnings?.(next) ?? []) options.warn(text);
  return save(state, resource, { next, live, dryRun: options.dryRun });
}

function save(
  state: ClusterState,
  resource: ApiResource,
  { next, live, dryRun }: { next: KubeObject; live: KubeObject; dryRun: boolean },
): KubeObject {
  if (deepEqual(next, live)) return live;
  if (dryRun) return next;
  const stored = resource.behaviour.toStored?.(next) ?? next;
  if (isFinished(resource, stored)) {
    state.store.remove(resource.collection, keyOf(stored));
    return next;
  }
  return serveObject(resource, state.store.put(resource.collection, stored));
}

/** Whether nothing keeps a deleted object from going. */
export function isFinished(resource: ApiResource, object: KubeObject): boolean {
  const { metadata } = object;
  return (
    resource.behaviour.isHeld?.(object) !== true &&
    metadata.deletionTimestamp !== undefined &&
    (metadata.finalizers ?? []).length === 0 &&
    (metadata.deletionGracePeriodSeconds ?? 0) === 0
  );
}

function assertSameObject(
  resource: ApiResource,
  next: KubeObject,
  live: KubeObject,
  target: ObjectTarget,
): void {
  const { metadata } = next;
  if (metadata.name && metadata.name !== target.name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${target.name})`,
    );
  }
  metadata.name = target.name;
  placeIn(resource, next, target.namespace);
  if (metadata.uid && metadata.uid !== live.metadata.uid) {
    throw conflict(
      resource,
      target.name,
      `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${live.metadata.uid}`,
    );
  }
  const { resourceVersion } = metadata;
  if (resourceVersion && resourceVersion !== live.metadata.resourceVersion) {
    throw conflict(resource, target.name, MODIFIED);
  }
}

function assertValid(
  resource: ApiResource,
  next: KubeObject,
  live: KubeObject,
  subresource: string,
): void {
  const errors = [
    ...validateMetadata(resource, next),
    ...validateMetadataUpdate(next, live),
    ...(resource.behaviour.validate?.(next, live, subresource) ?? []),
  ];
  if (errors.length > 0) throw invalidObject(resource, next.metadata.name, errors);
}
