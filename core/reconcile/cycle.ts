import type { KubeObject } from '../object/kube-object.ts';
import type { Observation } from '../provider/observation.ts';
import type { Acted } from './act.ts';
import type { StatusDecision } from './decide-status.ts';
import type { Decision } from './decision.ts';
import type { EntryRecord, StageRecord } from './decision-record.ts';

/** The status a cycle decided, and what became of it. */
export interface WrittenStatus extends StatusDecision {
  readonly written: boolean;
  /** `true`: it only says which generation was observed, and more urgent work goes first. */
  readonly isPostponed?: boolean;
  /** `true`: the CRD has no status subresource, so nothing of it can be stored. */
  readonly isUnstorable?: boolean;
  /** Why it could not be written: a failure of the cycle, which would otherwise end as settled and be seen nowhere. */
  readonly writeError?: unknown;
}

/** Everything a cycle found and did, before it is told to anyone. */
export interface Cycle {
  readonly decision: Decision;
  readonly stages: readonly StageRecord[];
  readonly acted: readonly Acted[];
  /** What became of each declared resource. */
  readonly entries: readonly EntryRecord[];
  readonly status: WrittenStatus;
  /** Writes of the custom resource itself. */
  readonly ownWrites: number;
  /** The custom resource as the cycle found it. */
  readonly began: KubeObject;
  /** Its newest known state. */
  readonly object: KubeObject;
  readonly observations: ReadonlyMap<string, Observation>;
  /** What providers had before anything was written. */
  readonly seen: ReadonlyMap<string, Observation>;
  readonly error?: unknown;
}
