import type { DesiredBlock, Owner, RetainedBlock } from './desired-block.ts';
import type { Observation } from './observation.ts';
import type { Operation } from './operation.ts';
import type { FieldChange, Standing } from './standing.ts';

/**
 * What a plan is for (katalog-language §13):
 * - `reconcile`: desired blocks are enforced; what the owner has and nobody declares or retains is deleted.
 * - `run`: on deletion, desired blocks (jobs) are created without owner reference and awaited; nothing is deleted.
 * - `remove`: on deletion, desired blocks name what is deleted in the foreground and awaited; nothing else is touched.
 * - `cleanup`: on deletion, whatever the owner has that nothing else would delete is deleted and awaited.
 * - `latecomers`: the owner is gone. What came up for it since, from a request that was under way, is deleted as in `cleanup`, but
 *   not what somebody has let go on purpose (`kubectl delete --cascade=orphan`).
 */
export type PlanPhase = 'reconcile' | 'run' | 'remove' | 'cleanup' | 'latecomers';

export interface PlanRequest {
  readonly phase: PlanPhase;
  readonly owner: Owner;
  readonly desired: readonly DesiredBlock[];
  readonly retained: readonly RetainedBlock[];
  /** For `cleanup`: all that is declared, whatever its conditions. It may be there although it was not observed. */
  readonly declared?: readonly DesiredBlock[];
  readonly observed: Observation;
  /** Milliseconds since 1970; the only clock a plan may read. */
  readonly nowMs: number;
}

/** A desired block for which nothing is written. */
export interface UnchangedResource {
  readonly entry: string;
  readonly id: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent: what is stored is what is declared. */
  readonly standing?: Standing;
  /** Declared fields that are stored otherwise since they were written: see `OperationResult`. */
  readonly stored?: readonly FieldChange[];
}

/** A block that cannot be carried out as it is. */
export interface PlanFailure {
  readonly entry: string;
  readonly error: Error;
}

/** Something under way that later steps must wait for: an unfinished job, an object that is going away. */
export interface PlanWait extends UnchangedResource {
  readonly message: string;
  /** Look again after this long even without an event. */
  readonly afterMs: number;
}

export interface ProviderPlan {
  readonly operations: readonly Operation[];
  readonly unchanged: readonly UnchangedResource[];
  /** Only on deletion; a phase is over when its plan has no operations, waits or failures. */
  readonly waiting: readonly PlanWait[];
  readonly failures: readonly PlanFailure[];
  /** `true`: deletion has work that garbage collection cannot do, so the owner needs a finalizer (design §5). */
  readonly needsCleanup: boolean;
  /** Come back after this long, e.g. for the next rotation of a Secret. */
  readonly requeueAfterMs?: number;
}
