import { formatGvk } from '../object/gvk.ts';
import { isObject } from '../object/json.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import { getPath } from '../object/path.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Cycle } from '../reconcile/cycle.ts';
import { readyCondition } from '../reconcile/ready-condition.ts';
import { createToldFaults } from '../reconcile/told-faults.ts';
import { type CycleEvent, reasonFor } from './cycle-events.ts';

/** Events about custom resources that are not ready although nothing failed: one for each turn of the state. */
export interface ReadyEvents {
  of(object: KubeObject, cycle: Cycle): readonly CycleEvent[];
}

/** Creates the memory of what was said of the objects of a CRD. */
export function createReadyEvents(crd: CrdProgram): ReadyEvents {
  const told = createToldFaults();
  return {
    of(object, cycle) {
      const isLeaving = object.metadata.deletionTimestamp !== undefined;
      if (cycle.error !== undefined || isLeaving || cycle.decision.standsAside !== undefined)
        return [];
      const { status, reason, message } = readyCondition(undefined, cycle.entries);
      // What is somebody else's has an event of its own.
      const isFault = status === 'False' && reason !== 'Pending' && reason !== 'ChildOwned';
      const text = isFault ? `${reason}: ${message}` : '';
      const isNews = told.isNews(object.metadata.uid ?? '', text);
      // A process before this one has told of what its status says already.
      if (!isNews || storedReason(object) === reason) return [];
      const note = `${formatGvk(crd.gvk)} ${keyOf(refOf(object))}: ${text}`;
      const name = reasonFor(crd.gvk.kind, '<Kind>NotReady');
      return [{ type: 'Warning', reason: name, action: 'Reconcile', note }];
    },
  };
}

/** Reason of the `Ready` that is stored, as the cycle found it. */
function storedReason(object: KubeObject): unknown {
  const conditions = getPath(object, ['status', 'conditions']);
  if (!Array.isArray(conditions)) return undefined;
  const ready = conditions.find((each) => isObject(each) && each['type'] === 'Ready');
  return isObject(ready) ? ready['reason'] : undefined;
}
