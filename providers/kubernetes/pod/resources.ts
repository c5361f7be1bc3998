import type { BlockReader } from '../block/block-reader.ts';
import { amountOf, quantityRule } from '../block/quantity.ts';
import { containerResource } from '../block/value-rules.ts';
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
  checkLimits(inner, explicit);
  inner.end();
  return profile ?? unlessEmpty(explicit);
}

function readAmounts(block: BlockReader, key: string): Part | undefined {
  const amounts = block.textMap(key);
  if (amounts === undefined) return undefined;
  const kept = Object.entries(amounts).filter(([, amount]) => amount !== '');
  for (const [name, amount] of kept) {
    const unknown = containerResource(name);
    if (unknown !== undefined) block.reportKey([key, name], unknown);
    const problem = block.isDeferred(amount) ? undefined : quantityRule(amount);
    if (problem !== undefined) block.report([key, name], problem);
  }
  return unlessEmpty(Object.fromEntries(kept));
}

/** No more may be requested than is allowed; of what cannot be shared, exactly that. */
function checkLimits(
  block: BlockReader,
  {
    requests,
    limits,
  }: { readonly requests?: Part | undefined; readonly limits?: Part | undefined },
): void {
  for (const [name, requested] of Object.entries(requests ?? {})) {
    const limit = limits?.[name];
    const [most, wanted] = [amountOf(limit), amountOf(requested)];
    const isShared = !name.includes('/') && !name.startsWith('hugepages-');
    if (limit === undefined && !isShared) {
      block.report(['requests', name], 'needs a limit too, as it cannot be shared');
    }
    if (most === undefined || wanted === undefined) continue;
    if (wanted > most) {
      block.report(
        ['requests', name],
        `"${String(requested)}" must be less than or equal to ${name} limit of ${String(limit)}`,
      );
    } else if (wanted < most && !isShared) {
      block.report(
        ['requests', name],
        `"${String(requested)}" must be equal to ${name} limit of ${String(limit)}`,
      );
    }
  }
}
