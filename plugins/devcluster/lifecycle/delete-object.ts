import { deepEqual, timestampOf } from '../../../core/index.ts';
import { cloneObject, type KubeObject, keyOf } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { conflict, notFound } from '../status/status-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { assertMayBeDeleted } from './namespace-gate.ts';
import { getObject, isFinished } from './update-object.ts';

/** `DeleteOptions`, as far as they change anything here. */
export interface DeleteOptions {
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: boolean;
}

/** What a deletion led to. */
export interface Deletion {
  readonly object: KubeObject;
  /** False while finalizers or a grace period keep the object. */
  readonly isGone: boolean;
}

const POLICY_FINALIZERS = { Foreground: 'foregroundDeletion', Orphan: 'orphan' } as const;

/**
 * Deletes an object, or marks it when something has to happen first.
 *
 * @throws StatusError 404, 403 for what cannot be deleted, or 409 when a precondition does not hold.
 */
export function deleteObject(
  state: ClusterState,
  resource: ApiResource,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  options: DeleteOptions = {},
): Deletion {
  const live = getObject(state, resource, { namespace, name });
  if (live === undefined) throw notFound(resource, name);
  assertMayBeDeleted(resource, name);
  assertPreconditions(resource, live, options.preconditions);
  const finalizers = finalizersOf(live, options.propagationPolicy);
  const graceSeconds = graceSecondsOf(resource, live, options);
  const marked = mark(resource, live, { finalizers, graceSeconds, nowMs: state.clock.nowMs() });
  if (isFinished(resource, marked)) {
    const removed = options.dryRun ? live : state.store.remove(resource.collection, keyOf(live));
    return { object: removed ?? live, isGone: true };
  }
  if (options.dryRun || deepEqual(marked, live)) return { object: marked, isGone: false };
  const stored = resource.behaviour.toStored?.(marked) ?? marked;
  return { object: state.store.put(resource.collection, stored), isGone: false };
}

function mark(
  resource: ApiResource,
  live: KubeObject,
  to: { finalizers: readonly string[]; graceSeconds: number; nowMs: number },
): KubeObject {
  const marked = cloneObject(live);
  const { metadata } = marked;
  if (to.finalizers.length > 0) metadata.finalizers = [...to.finalizers];
  if (metadata.deletionTimestamp === undefined) {
    metadata.deletionTimestamp = timestampOf(to.nowMs + to.graceSeconds * 1000);
  }
  // Kinds with a deletion of their own set the time and nothing else.
  if (resource.behaviour.prepareDelete !== undefined) {
    resource.behaviour.prepareDelete(marked);
    return marked;
  }
  metadata.deletionGracePeriodSeconds = to.graceSeconds;
  if (live.metadata.deletionTimestamp === undefined && metadata.generation !== undefined) {
    metadata.generation += 1;
  }
  return marked;
}

function finalizersOf(
  live: KubeObject,
  policy: DeleteOptions['propagationPolicy'],
): readonly string[] {
  const present = live.metadata.finalizers ?? [];
  if (policy === undefined) return present;
  const own: readonly string[] = Object.values(POLICY_FINALIZERS);
  const others = present.filter((name) => !own.includes(name));
  return policy === 'Background' ? others : [...others, POLICY_FINALIZERS[policy]];
}

function graceSecondsOf(resource: ApiResource, live: KubeObject, options: DeleteOptions): number {
  const byKind = resource.behaviour.deletionGraceSeconds?.(live);
  if (byKind === undefined) return 0;
  const wanted = options.gracePeriodSeconds ?? byKind;
  const pending = live.metadata.deletionGracePeriodSeconds;
  return byKind === 0 ? 0 : Math.min(wanted, pending ?? wanted);
}

function assertPreconditions(
  resource: ApiResource,
  live: KubeObject,
  preconditions: DeleteOptions['preconditions'],
): void {
  const { uid, resourceVersion } = preconditions ?? {};
  const { metadata } = live;
  // The real server names the kind here where elsewhere it names the resource.
  const target = { ...resource, plural: resource.kind };
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw conflict(target, metadata.name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw conflict(target, metadata.name, why);
  }
}
