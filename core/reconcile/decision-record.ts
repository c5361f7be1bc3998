import type { ConditionTrace } from '../condition/condition.ts';
import type { FieldChange } from '../provider/standing.ts';
import type { Lane } from '../queue/lane.ts';

/** What can become of one declared resource in a cycle; `docs/conditions.md` has a row for each. */
export const ENTRY_DECISIONS = [
  'created',
  /** It was there and was taken over. */
  'adopted',
  'updated',
  'replaced',
  /** What is stored equals what is declared. */
  'unchanged',
  /** Differs by intent. */
  'kept',
  /** Differs in fields that cannot be changed where they are. */
  'immutable',
  /** Somebody else's, and not touched. */
  'foreign',
  'skipped',
  'deleted',
  /** It had been taken over, is nobody's again and stays as it is. */
  'released',
  'pending',
  'failed',
  /** Planned, but an earlier failure of the cycle came before it. */
  'not-reached',
] as const;

/** What became of one declared resource in a cycle. */
export type EntryDecision = (typeof ENTRY_DECISIONS)[number];

/** Why one declared resource came out as it did. */
export interface EntryRecord {
  /** `onReconcile.deployments[0]`; `(none)` for what no revision declares any more. */
  readonly entry: string;
  readonly provider: string;
  /** Plural: `deployments`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly decision: EntryDecision;
  readonly reason: string;
  /** Every condition of the entry with the value it saw; empty when it has none. */
  readonly conditions: readonly ConditionTrace[];
  readonly changes?: readonly FieldChange[];
  /** Declared fields that the API server stored otherwise: `from` was sent, `to` is stored (absent: dropped). */
  readonly stored?: readonly FieldChange[];
  readonly error?: string;
}

/** What can become of a stage before the resources. */
export const STAGE_OUTCOMES = [
  'passed',
  'changed',
  'warned',
  'denied',
  'failed',
  'skipped',
] as const;

/** Steps of a cycle before the resources; `docs/conditions.md` has a row for each. */
export const STAGES = [
  'write-loop',
  'normalize',
  'mutation',
  'validation',
  'namespace',
  'metadata',
  'labels',
  'store-spec',
] as const;

/** What became of a step before the resources. */
export interface StageRecord {
  readonly stage: (typeof STAGES)[number];
  readonly outcome: (typeof STAGE_OUTCOMES)[number];
  readonly message?: string;
  readonly changes?: readonly FieldChange[];
}

/** What can become of a declared status field. */
export const STATUS_FIELD_OUTCOMES = [
  'set',
  'unchanged',
  'skipped',
  'cleared',
  /** It reads something that is not there, as children are not at first. */
  'absent',
  /** Its expression cannot be evaluated. */
  'failed',
  /** The API server refused the value. */
  'refused',
  /** The API server left it out, because the schema of the CRD does not know it. */
  'dropped',
  /** Something else is stored than was sent: admission or a default changes it. */
  'altered',
] as const;

/** What became of one declared status field: what is stored, never what was only computed. */
export interface StatusFieldRecord {
  readonly path: string;
  readonly outcome: (typeof STATUS_FIELD_OUTCOMES)[number];
  readonly value?: unknown;
  readonly conditions: readonly ConditionTrace[];
  readonly error?: string;
}

/** How a cycle can end. */
export const CYCLE_OUTCOMES = ['settled', 'requeued', 'failed', 'held', 'deleted'] as const;

/** Why a cycle did what it did: one per reconcile, kept in a bounded ring per object, secrets never in it. */
export interface DecisionRecord {
  readonly crd: string;
  /** `namespace/name`. */
  readonly object: string;
  readonly uid: string;
  readonly generation: number;
  readonly reconcileId: string;
  readonly lane: Lane;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly durationMs: number;
  /** Times in a row this object has failed, this cycle included. */
  readonly attempt: number;
  readonly outcome: (typeof CYCLE_OUTCOMES)[number];
  readonly message: string;
  readonly stages: readonly StageRecord[];
  readonly entries: readonly EntryRecord[];
  readonly status: { readonly written: boolean; readonly fields: readonly StatusFieldRecord[] };
  /** Writes sent to the API server and to providers in this cycle. */
  readonly writes: number;
  readonly requeueAfterMs?: number;
  readonly error?: { readonly code: string; readonly message: string };
}
