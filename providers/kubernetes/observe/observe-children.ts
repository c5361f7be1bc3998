import type { Observation, ObserveRequest } from '../../../core/index.ts';
import type { CrdFollowing } from '../follow/crd-following.ts';
import { childId } from '../plan/desired-child.ts';
import { ownershipOf } from '../plan/ownership.ts';
import { type OutputSource, outputsOf } from './outputs.ts';

/** What an owner has, from the caches alone. */
export function observeChildren(
  { owner, declared }: ObserveRequest,
  following: CrdFollowing,
  copiedVersion: string,
): Observation {
  const resources: (OutputSource & { readonly id: string })[] = [];
  let version = copiedVersion;
  for (const [kind, object] of following.childrenOf(owner.object.metadata.uid ?? '')) {
    if (ownershipOf(object, owner).whose !== 'ours') continue;
    const { name, namespace = '', resourceVersion } = object.metadata;
    version += `,${resourceVersion}`;
    const id = childId(kind.gvk, namespace, name);
    resources.push({ id, kind: kind.key, namespace, name, object });
  }
  return {
    resources,
    version,
    inputs: copiedVersion,
    outputs: outputsOf(owner, declared, resources),
  };
}
