import type { SharedInformerState } from '../informer/informer-request.ts';
import { formatGvk } from '../object/gvk.ts';

/** What keeps the caches of a CRD from being complete. */
export interface CacheWait {
  /** Discovery does not know the definition. */
  readonly isMissing: boolean;
  /** What the API server says, such as a permission that is missing; `''` when nothing is known to be wrong. */
  readonly reason: string;
}

/** What is known of the caches of one CRD. */
export interface CacheStates {
  /** The cache of its custom resources. */
  readonly own: Pick<SharedInformerState, 'phase' | 'reason'>;
  /** Its providers can read what it may create. */
  readonly isAttached: boolean;
  readonly all: () => readonly SharedInformerState[];
}

/** Why a CRD cannot start yet, as far as caches are concerned. */
export function cacheWaitOf({ all, isAttached, own }: CacheStates): CacheWait {
  if (own.phase !== 'synced') return { isMissing: own.phase === 'missing', reason: own.reason };
  if (isAttached) return { isMissing: false, reason: '' };
  // Which kinds a block creates is known to its provider alone; while it waits, any cache that fails may be the cause.
  const failing = all().filter(({ phase, lastError }) => phase === 'syncing' && lastError !== '');
  const texts = failing.map(({ gvk, lastError }) => `${formatGvk(gvk)}: ${lastError}`);
  return { isMissing: false, reason: [...new Set(texts)].join('; ') };
}
