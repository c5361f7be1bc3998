import type { Clock } from '../clock.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';

/** Custom resources that are gone, for a while: something may still come up for one. */
export interface Departed {
  /** The cache lost it. */
  note(object: KubeObject): void;
  /** Kind and metadata of one. */
  get(key: string): KubeObject | undefined;
  keys(): readonly string[];
}

/** Requests that were under way have ended by then, and caches have seen what came of them. */
const KEPT_MS = 600_000;
/** Most that are remembered; the oldest go first. */
const MOST = 10_000;

/** Creates the memory of one CRD. */
export function createDeparted(clock: Pick<Clock, 'monotonicMs'>): Departed {
  const known = new Map<string, { readonly object: KubeObject; readonly sinceMs: number }>();
  const forgetOld = (): void => {
    const since = clock.monotonicMs() - KEPT_MS;
    for (const [key, { sinceMs }] of known) {
      if (sinceMs > since && known.size <= MOST) return;
      known.delete(key);
    }
  };
  return {
    note({ apiVersion, kind, metadata }) {
      const object = { apiVersion, kind, metadata };
      const key = keyOf(refOf(object));
      known.delete(key);
      known.set(key, { object, sinceMs: clock.monotonicMs() });
      forgetOld();
    },
    get(key) {
      forgetOld();
      return known.get(key)?.object;
    },
    keys() {
      forgetOld();
      return [...known.keys()];
    },
  };
}
