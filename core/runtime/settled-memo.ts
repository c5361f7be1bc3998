import type { KubeObject } from '../object/kube-object.ts';
import type { Cycle } from '../reconcile/cycle.ts';
import { observeAll } from '../reconcile/observe.ts';
import { ownerOf } from '../reconcile/owner-of.ts';
import type { ReconcileWorld } from '../reconcile/reconcile-world.ts';
import { inputVersion } from './input-version.ts';
import { wroteAlone } from './wrote-alone.ts';

/**
 * Remembers which objects a cycle left with nothing to do.
 *
 * @remarks A decision is a pure function of the object, of what providers observe, and of clock and figures. When
 * none of the first two has changed and the Katalog reads neither of the latter, deciding again would say the same:
 * resync and echoes of own writes then cost a comparison (design §5, "quiet").
 */
export interface SettledMemo {
  isSettled(key: string, object: KubeObject, signal: AbortSignal): Promise<boolean>;
  note(key: string, cycle: Cycle): void;
  forget(key: string): void;
  /** Forgets all keys. */
  clear(): void;
}

/** Creates the memo of one CRD. */
export function createSettledMemo(world: ReconcileWorld): SettledMemo {
  const settled = new Map<string, string>();
  const isTimeless = world.crd.isTimeless;
  return {
    async isSettled(key, object, signal) {
      const before = settled.get(key);
      if (before === undefined) return false;
      const { observations, unobserved } = await observeAll(ownerOf(world.crd, object), [], {
        providers: world.providers,
        signal,
      });
      return unobserved.size === 0 && inputVersion(object, observations) === before;
    },
    note(key, cycle) {
      const isQuiet =
        isTimeless &&
        cycle.error === undefined &&
        cycle.status.writeError === undefined &&
        cycle.status.isPostponed !== true &&
        cycle.decision.requeueAfterMs === undefined &&
        (hasWrittenNothing(cycle) ||
          (!world.crd.readsOwnWrites && hasWrittenAll(cycle) && wroteAlone(cycle)));
      const print = isQuiet ? inputVersion(cycle.object, cycle.observations) : undefined;
      if (print === undefined) settled.delete(key);
      else settled.set(key, print);
    },
    forget: (key) => void settled.delete(key),
    clear: () => settled.clear(),
  };
}

function hasWrittenNothing({ acted, ownWrites }: Cycle): boolean {
  return acted.length === 0 && ownWrites === 0;
}

/** Everything it meant to write is there now, and of the custom resource that was its status alone. */
function hasWrittenAll({ acted, decision }: Cycle): boolean {
  return decision.ownerPatches.length === 0 && acted.every(({ isFinal }) => isFinal === true);
}
