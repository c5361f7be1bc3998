import { parseQuantity } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { type Part, unlessEmpty } from '../kinds/kind.ts';
import { RESOURCE_PROFILES, readProfile, refuseBesideProfile } from './profiles.ts';

/** `resources` of the container: a profile, or amounts. */
export function readResources(block: BlockReader): Part | undefined {
  const inner = block.object('resources');
  if (inner === undefined) return undefined;
  const profile = readProfile(inner, RESOURCE_PROFILES);
  const explicit = {
    requests: readAmounts(inner, 'requests'),
    limits: readAmounts(inner, 'limits'),
  };
  refuseBesideProfile(inner, ['requests', 'limits']);
  inner.end();
  return profile ?? unlessEmpty(explicit);
}

function readAmounts(block: BlockReader, key: string): Part | undefined {
  const amounts = block.textMap(key);
  if (amounts === undefined) return undefined;
  const kept = Object.entries(amounts).filter(([, amount]) => amount !== '');
  for (const [name, amount] of kept) {
    if (block.isDeferred(amount) || parseQuantity(amount) !== undefined) continue;
    block.report([key, name], `"${amount}" is not a quantity such as 500m, 2 or 1Gi`);
  }
  return unlessEmpty(Object.fromEntries(kept));
}
