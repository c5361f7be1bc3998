import { formatGvk } from '../object/gvk.ts';
import { isObject } from '../object/json.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import { getPath } from '../object/path.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Cycle } from '../reconcile/cycle.ts';
import type { EntryRecord } from '../reconcile/decision-record.ts';
import { readyCondition } from '../reconcile/ready-condition.ts';
import { createToldFaults } from '../reconcile/told-faults.ts';
import { jsonText } from '../text/printable.ts';
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
      const { uid = '' } = object.metadata;
      const isFirst = !told.has(uid);
      const isNews = told.isNews(uid, isFault ? faultOf(reason, cycle.entries) : '');
      // A process before this one has told of what its status says already.
      if (!isNews || (isFirst && storedReason(object) === reason)) return [];
      const note = `${formatGvk(crd.gvk)} ${keyOf(refOf(object))}: ${reason}: ${message}`;
      const name = reasonFor(crd.gvk.kind, '<Kind>NotReady');
      return [{ type: 'Warning', reason: name, action: 'Reconcile', note }];
    },
  };
}

/** What is wrong, in what does not change while it stays: the fields of each object, and what is declared of them. */
function faultOf(reason: string, entries: readonly EntryRecord[]): string {
  const objects = entries.flatMap(
    ({ resource, namespace, name, decision, changes, stored = [] }) => {
      const dropped = stored.filter((change) => !('to' in change)).map(({ path }) => path);
      const isFixed = decision === 'immutable';
      if (!isFixed && dropped.length === 0) return [];
      const fields = isFixed ? (changes ?? []).map(({ path, to }) => [path, to]) : [];
      return [[resource, namespace, name, fields, dropped]];
    },
  );
  return jsonText([reason, objects]);
}

/** Reason of the `Ready` that is stored, as the cycle found it. */
function storedReason(object: KubeObject): unknown {
  const conditions = getPath(object, ['status', 'conditions']);
  if (!Array.isArray(conditions)) return undefined;
  const ready = conditions.find((each) => isObject(each) && each['type'] === 'Ready');
  return isObject(ready) ? ready['reason'] : undefined;
}
