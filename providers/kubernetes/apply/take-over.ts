import type { Cluster, KubeObject, OperationContext, Owner, Target } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import { asAdopted } from '../plan/adoption.ts';
import { keepSelected } from '../plan/selected-pods.ts';

/** The manifest as it can be applied to what stands there, as our own or as something that is only taken over. */
export function takenOver(
  manifest: Manifest,
  live: KubeObject,
  { owner, isKept }: { readonly owner: Owner; readonly isKept: boolean },
): Manifest {
  const wanted = isKept ? asAdopted(manifest, owner) : manifest;
  return keepSelected(wanted, live);
}

/**
 * Takes the reference to an owner that is gone off an object: an object has one controller at most.
 *
 * @remarks An apply takes off only what the same manager has put there, which a restored backup may not know.
 */
export async function freeOfController(
  live: KubeObject,
  target: Target,
  { cluster, context }: { readonly cluster: Cluster; readonly context: OperationContext },
): Promise<void> {
  const { ownerReferences = [], resourceVersion } = live.metadata;
  const { uid } = context.owner.object.metadata;
  const kept = ownerReferences.filter((each) => each.controller !== true || each.uid === uid);
  if (kept.length === ownerReferences.length) return;
  const patch = { metadata: { resourceVersion, ownerReferences: kept } };
  await cluster.patch(target, patch, { type: 'merge', signal: context.signal });
}
