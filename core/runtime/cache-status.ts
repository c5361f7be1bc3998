import { compareText } from '../compare-text.ts';
import type { SharedInformerState } from '../informer/informer-request.ts';
import { formatGvk } from '../object/gvk.ts';
import type { CacheStatus } from './runtime.ts';

/** Caches by kind; where a kind has several, the one that heard nothing for longest speaks. */
export function cacheStatuses(
  states: readonly Pick<SharedInformerState, 'gvk' | 'lastSyncMs'>[],
  nowMs: number,
): readonly CacheStatus[] {
  const lags = new Map<string, number | undefined>();
  for (const { gvk, lastSyncMs } of states) {
    const kind = formatGvk(gvk);
    const lagMs = lastSyncMs === undefined ? undefined : Math.max(0, nowMs - lastSyncMs);
    lags.set(kind, largerOf(lags.get(kind), lagMs));
  }
  return [...lags]
    .sort(([left], [right]) => compareText(left, right))
    .map(([gvk, lagMs]) => (lagMs === undefined ? { gvk } : { gvk, lagMs }));
}

function largerOf(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return Math.max(left, right);
}
