import type { KubeObject } from '../../../core/index.ts';
import { managersOf, type Ownership } from '../plan/ownership.ts';

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** Why an object is left alone, in words: who has it, since when, and what the way out is. */
export function foreignReason(live: KubeObject, ownership: Ownership): string {
  const { creationTimestamp } = live.metadata;
  const since = creationTimestamp === undefined ? '' : ` since ${creationTimestamp}`;
  if (ownership.whose === 'other') {
    return `is owned by ${ownership.owner}${since} and was left alone`;
  }
  const wayOut = '`adopt: true` on the entry takes it over';
  return `exists${since}${makerOf(live)}, was not made for this custom resource and was left alone; ${wayOut}`;
}

/** Who wrote an object, as far as it says so. */
function makerOf(live: KubeObject): string {
  const words: string[] = [];
  const managers = managersOf(live);
  if (managers.length > 0) words.push(`written by ${managers.slice(0, 3).join(', ')}`);
  const managedBy = live.metadata.labels?.[MANAGED_BY];
  if (managedBy !== undefined) words.push(`managed by ${managedBy}`);
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
}
