import { randomBytes, randomUUID } from 'node:crypto';
import { timestampOf } from '../../../core/index.ts';
import { trackUpdate } from '../apply/track-update.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import { type ApiResource, hasSubresource } from '../resources/api-resource.ts';
import { alreadyExists, badRequest, invalidObject, StatusError } from '../status/status-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { fillDefaults } from './decode-object.ts';
import { assertNamespaceAcceptsObjects } from './namespace-gate.ts';
import { validateMetadata } from './validate-metadata.ts';
import type { WriteOptions } from './write-options.ts';

/** A generated name may be 63 bytes long, 5 of which are random. */
const GENERATED_PREFIX_BYTES = 58;
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export interface CreateOptions extends WriteOptions {
  readonly namespace: string;
  /** Records who set which field; server-side apply does so itself. */
  readonly tracks?: boolean;
}

/**
 * Creates a decoded object: names it, stamps it, checks it, stores it.
 *
 * @throws StatusError 400, 404, 409 or 422.
 */
export function createObject(
  state: ClusterState,
  resource: ApiResource,
  decoded: KubeObject,
  options: CreateOptions,
): KubeObject {
  const nowMs = state.clock.nowMs();
  const { behaviour } = resource;
  const object = stampNew(resource, decoded, { namespace: options.namespace, nowMs });
  assertNamespaceAcceptsObjects(state, resource, {
    namespace: options.namespace,
    name: object.metadata.name,
  });
  if (options.tracks !== false) {
    trackUpdate(resource, undefined, object, { ...options, subresource: '', nowMs });
  }
  const context = { store: state.store, nowMs, subresource: '' };
  behaviour.prepareCreate?.(object, context);
  const errors = [
    ...validateMetadata(resource, object),
    ...(behaviour.validate?.(object, undefined) ?? []),
  ];
  if (errors.length > 0) throw invalidObject(resource, object.metadata.name, errors);
  for (const text of behaviour.warnings?.(object) ?? []) options.warn(text);

  const stored = behaviour.toStored?.(object) ?? object;
  if (state.store.collection(resource.collection).get(keyOf(object)) !== undefined) {
    throw alreadyExists(resource, object.metadata.name);
  }
  return options.dryRun ? stored : state.store.put(resource.collection, stored);
}

function stampNew(
  resource: ApiResource,
  object: KubeObject,
  { namespace, nowMs }: { readonly namespace: string; readonly nowMs: number },
): KubeObject {
  const { metadata } = object;
  if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== '') {
    throw new StatusError('resourceVersion should not be set on objects to be created', {
      code: 500,
      reason: '',
    });
  }
  delete metadata.resourceVersion;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.generation;
  placeIn(resource, object, namespace);
  metadata.name ??= '';
  if (metadata.name === '' && metadata.generateName) {
    metadata.name = generateName(metadata.generateName);
  }
  metadata.uid = randomUUID();
  metadata.creationTimestamp = timestampOf(nowMs);
  if (resource.behaviour.hasGeneration === true) metadata.generation = 1;
  if (hasSubresource(resource, 'status')) {
    delete object['status'];
    fillDefaults(resource, object);
  }
  return object;
}

/**
 * Sets the namespace the request names, or refuses a body that names another.
 *
 * @throws StatusError 400.
 */
export function placeIn(resource: ApiResource, object: KubeObject, namespace: string): void {
  const { metadata } = object;
  if (!resource.namespaced) {
    delete metadata.namespace;
    return;
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  metadata.namespace = namespace;
}

function generateName(prefix: string): string {
  const random = [...randomBytes(5)].map((byte) => NAME_ALPHABET[byte % NAME_ALPHABET.length]);
  return `${prefix.slice(0, GENERATED_PREFIX_BYTES)}${random.join('')}`;
}
