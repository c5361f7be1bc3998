import { isOrkError, textOf } from '../errors.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import type { Lane } from '../queue/lane.ts';
import type { Cycle } from './cycle.ts';
import type { DecisionRecord } from './decision-record.ts';
import { hasChanged } from './has-changed.ts';

/** What the record needs to know besides the cycle. */
export interface CycleFrame {
  readonly crd: string;
  readonly reconcileId: string;
  readonly lane: Lane;
  readonly atMs: number;
  readonly durationMs: number;
  readonly attempt: number;
  readonly requeueAfterMs?: number;
  /** `true`: its writes do not come to an end, so the next cycle has to wait. */
  readonly isBraked?: boolean;
}

/** The decision record of a finished cycle. */
export function recordCycle(object: KubeObject, cycle: Cycle, told: CycleFrame): DecisionRecord {
  const { isBraked: _, ...frame } = told;
  const sent = cycle.acted.filter(isSent).length;
  const { error } = cycle;
  return {
    ...frame,
    object: keyOf(refOf(object)),
    uid: object.metadata.uid ?? '',
    generation: object.metadata.generation ?? 0,
    outcome: outcomeOf(cycle, told),
    message: error === undefined ? messageOf(cycle) : textOf(error),
    stages: cycle.stages,
    entries: cycle.entries,
    status: { written: cycle.status.written, fields: cycle.status.fields },
    writes: sent + cycle.ownWrites,
    ...(error === undefined ? {} : { error: { code: codeOf(error), message: textOf(error) } }),
  };
}

function outcomeOf(cycle: Cycle, frame: CycleFrame): DecisionRecord['outcome'] {
  if (cycle.error !== undefined) return 'failed';
  if (cycle.decision.isDeleted === true) return 'deleted';
  if (frame.isBraked === true) return 'held';
  return frame.requeueAfterMs === undefined ? 'settled' : 'requeued';
}

function messageOf(cycle: Cycle): string {
  if (cycle.decision.standsAside !== undefined) return cycle.decision.standsAside;
  if (cycle.decision.waitingFor !== undefined) return `waiting for ${cycle.decision.waitingFor}`;
  if (cycle.decision.isDeleted === true) return 'deletion is complete';
  const done = cycle.acted.filter(hasChanged).length;
  if (cycle.status.isUnstorable === true) {
    const changes = done === 0 ? '' : `${done} ${done === 1 ? 'change' : 'changes'} applied; `;
    return `${changes}status is not stored: the CRD has no status subresource`;
  }
  if (done === 0 && cycle.status.isPostponed === true) return 'status waits for more urgent work';
  if (done === 0) return cycle.status.written ? 'status updated' : 'nothing to do';
  return `${done} ${done === 1 ? 'change' : 'changes'} applied`;
}

function codeOf(error: unknown): string {
  return isOrkError(error) ? error.code : 'ORK_RECONCILE_FAILED';
}

function isSent({ outcome, isUntouched }: Cycle['acted'][number]): boolean {
  return outcome !== 'not-reached' && isUntouched !== true;
}
