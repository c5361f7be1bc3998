import { Identity } from '../../object/identity.ts';
import type { KubeObject } from '../../object/kube-object.ts';

/** Who put finalizers on custom resources of a kind. */
export interface FinalizerOwner {
  /** Names of the Katalogs that declare or declared the kind. */
  readonly katalogs: readonly string[];
  /** Finalizers of the user, which entries put there besides ours. */
  readonly finalizers: readonly string[];
}

/**
 * A custom resource carries a finalizer that one of these Katalogs put there.
 *
 * @remarks The Katalog stands in `managed-by`, so that installations that share a kind by selectors release none of each other's.
 */
export function isHeldByUs(object: KubeObject, { finalizers, katalogs }: FinalizerOwner): boolean {
  const { annotations = {}, finalizers: present = [] } = object.metadata;
  const by = annotations[Identity.managedByAnnotation];
  if (by === undefined) return present.some((name) => finalizers.includes(name));
  if (!katalogs.includes(by)) return false;
  return present.some((name) => name === Identity.cleanupFinalizer || finalizers.includes(name));
}
