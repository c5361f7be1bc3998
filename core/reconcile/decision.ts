import type { NewCondition } from '../object/conditions.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { Observation } from '../provider/observation.ts';
import type { Operation } from '../provider/operation.ts';
import type { EntryRecord, StageRecord } from './decision-record.ts';
import type { Fault } from './error-of-all.ts';

/** A change of the custom resource itself, sent before anything else. */
export interface OwnerPatch {
  /** `metadata`: finalizers and labels, a failure stops the cycle. `spec`: a failure is only told. */
  readonly part: 'metadata' | 'spec';
  readonly patch: Readonly<Record<string, unknown>>;
}

/** An entry of the record whose outcome is known once its operation has run. */
export interface EntryDraft {
  readonly record: EntryRecord;
  readonly operation?: Operation;
}

/** What a cycle is going to do; pure data, made by {@link decide}. */
export interface Decision {
  /** The custom resource as prepared: normalised and mutated. */
  readonly object: KubeObject;
  readonly stages: readonly StageRecord[];
  readonly ownerPatches: readonly OwnerPatch[];
  /** Waves in order; the operations of a wave are independent of each other. */
  readonly waves: readonly (readonly Operation[])[];
  readonly entries: readonly EntryDraft[];
  /** `ValidationFailed` and `ValidationWarning`; absent when validation was not reached. */
  readonly conditions: readonly NewCondition[];
  /** Come back after this long even if nothing changes. */
  readonly requeueAfterMs?: number;
  /** The custom resource may lose the runtime's finalizers: deletion is complete. */
  readonly isDeleted?: boolean;
  /** Why nothing at all is done for the custom resource, its status included. */
  readonly standsAside?: string;
  /** Something under way that deletion waits for. */
  readonly waitingFor?: string;
  /** What failed while it was decided, entry by entry; the operations of all others are carried out. */
  readonly faults?: readonly Fault[];
  /** The cycle is a failure: a fault of the whole, or all {@link Decision.faults} in one. */
  readonly error?: unknown;
  /** Observations the decision was made from, for status fields of a cycle that changed nothing. */
  readonly observations: ReadonlyMap<string, Observation>;
}
