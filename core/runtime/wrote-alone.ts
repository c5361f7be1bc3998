import { deepEqual } from '../object/deep-equal.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { getPath } from '../object/path.ts';
import type { ObservedResource } from '../provider/observation.ts';
import type { Cycle } from '../reconcile/cycle.ts';

/**
 * Tells whether all that changed while a cycle was under way is what the cycle itself wrote.
 *
 * @remarks What others wrote meanwhile was not decided on: the state that the cycle left must then not count as settled, or the
 * event that tells of it would be taken for known, and so would each resync.
 */
export function wroteAlone(cycle: Cycle): boolean {
  if (!isSameInput(cycle.began, cycle.object)) return false;
  for (const [provider, { resources, inputs }] of cycle.observations) {
    const before = cycle.seen.get(provider);
    if (before === undefined || before.inputs !== inputs) return false;
    const known = versionsOf(before.resources);
    for (const { operation, version } of cycle.acted) {
      if (operation.provider === provider) known.set(operation.id, version);
    }
    if (known.size !== resources.length) return false;
    for (const each of resources) {
      if (versionOf(each) === undefined || known.get(each.id) !== versionOf(each)) return false;
    }
  }
  return true;
}

/** Equal but for the status, of which a decision that counts here reads nothing, and for marks of the API server. */
function isSameInput(began: KubeObject, ended: KubeObject): boolean {
  if (began === ended) return true;
  const { metadata: before, status: _, ...rest } = began;
  const { metadata: after, status: __, ...restAfter } = ended;
  return (
    before.uid === after.uid &&
    before.deletionTimestamp === after.deletionTimestamp &&
    deepEqual(before.labels ?? {}, after.labels ?? {}) &&
    deepEqual(before.annotations ?? {}, after.annotations ?? {}) &&
    deepEqual(before.finalizers ?? [], after.finalizers ?? []) &&
    deepEqual(rest, restAfter)
  );
}

function versionsOf(resources: readonly ObservedResource[]): Map<string, unknown> {
  return new Map(resources.map((each) => [each.id, versionOf(each)]));
}

function versionOf({ object }: ObservedResource): unknown {
  return getPath(object, ['metadata', 'resourceVersion']);
}
