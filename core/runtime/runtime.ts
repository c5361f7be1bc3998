import type { EventHistory } from '../events/object-event.ts';
import type { KubeObject, ObjectRef } from '../object/kube-object.ts';
import type { CrdProgram, KatalogInfo } from '../program/program.ts';
import type { DecisionRecord } from '../reconcile/decision-record.ts';

/** Where a CRD stands (cli-api §4.3, katalog-language §16). */
export type CrdState =
  /** Its definition is not installed in the cluster; polled. */
  | 'missing'
  /** Follower, caches filling, or waiting for `dependsOn`. */
  | 'pending'
  /** Workers run, nothing has succeeded yet. */
  | 'started'
  | 'healthy'
  /** Consecutive failures reached the threshold. */
  | 'degraded';

/** Live figures of one CRD. */
export interface CrdHealth {
  readonly state: CrdState;
  readonly healthy: boolean;
  readonly started: boolean;
  /** Why it is `missing` or `pending`; `''` otherwise. */
  readonly reason: string;
  /** Milliseconds since 1970; absent before the start. */
  readonly startedAtMs?: number;
  readonly lastReconcileMs?: number;
  readonly lastError: string;
  readonly consecutiveFailures: number;
  readonly totalReconciles: number;
  readonly failedReconciles: number;
  /** Fraction 0–1. */
  readonly errorRate: number;
  readonly queueDepth: number;
  readonly workers: number;
  readonly workersActive: number;
  readonly resourceCount: number;
  /** The caches of its custom resources and of their children are complete. */
  readonly cachesSynced: boolean;
  readonly dependencies: readonly DependencyHealth[];
  readonly failing: readonly FailingObject[];
  /** How many custom resources are not ready, by the reason of their `Ready`, as far as this process has worked on them. */
  readonly notReady: Readonly<Record<string, number>>;
  /** Custom resources whose writes do not come to an end, slowed down to the resync; at most 20 are told. */
  readonly looping: readonly LoopingObject[];
  /** What cannot be looked after, such as objects that an earlier revision made of a kind that may not be listed. */
  readonly warnings: readonly string[];
  /** 50th and 95th percentile of the last 256 reconciles, in milliseconds. */
  readonly durationP50Ms: number;
  readonly durationP95Ms: number;
}

export interface DependencyHealth {
  readonly crd: string;
  readonly condition: 'started' | 'healthy';
  readonly state: CrdState;
  readonly satisfied: boolean;
}

/** One custom resource whose last reconcile failed; at most 20 are told. */
export interface FailingObject {
  readonly object: string;
  readonly attempt: number;
  readonly error: string;
}

/** One custom resource that would be written again and again. */
export interface LoopingObject {
  readonly object: string;
  /** The fields, who writes them, and what is done about it. */
  readonly message: string;
}

/** A child as shown by APIs: never its data. */
export interface ChildSummary {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly ready: boolean;
  readonly status: unknown;
}

/** One running operator, for reading. */
export interface RunningCrd {
  readonly program: CrdProgram;
  health(): CrdHealth;
  /** From the cache; sorted by namespace, name. */
  list(): readonly KubeObject[];
  get(ref: ObjectRef): KubeObject | undefined;
  /** Newest first; bounded. */
  records(ref: ObjectRef): readonly DecisionRecord[];
  children(ref: ObjectRef, signal: AbortSignal): Promise<readonly ChildSummary[]>;
  /**
   * What happened to one and its children, newest first. The events of this process are from memory; those of others
   * cost at most one list of a namespace in 30 s, and are missing, with a warning, when it fails.
   */
  events(ref: ObjectRef, signal: AbortSignal): Promise<EventHistory>;
}

/** The caches of one kind. */
export interface CacheStatus {
  /** `group/version/Kind`. */
  readonly gvk: string;
  /** Since one of them last knew to be up to date: an event, a bookmark (one a minute), a list. Absent before the first list. */
  readonly lagMs?: number;
}

/** The whole process, for reading. */
export interface RuntimeStatus {
  /** `true` once every installed CRD's caches have synced. */
  readonly ready: boolean;
  /** Why it is not ready; `''` otherwise. */
  readonly reason: string;
  /** `false` only after a fatal error: the process should be restarted. */
  readonly live: boolean;
  readonly isLeader: boolean;
  /** Identity of the present leader, when known. */
  readonly leader: string;
  readonly startedAtMs: number;
  readonly stopping: boolean;
  /** What cannot be looked after and belongs to no CRD of the program, such as custom resources of an entry that is gone. */
  readonly warnings: readonly string[];
}

/** Starts and stops everything, in order. */
export interface Runtime {
  readonly katalogs: readonly KatalogInfo[];
  readonly crds: readonly RunningCrd[];
  /** By kind, in the order of their names. */
  caches(): readonly CacheStatus[];
  /** Runs until aborted, then drains: workers finish what they hold (default 20 s), caches stop, the lease is released. */
  run(signal: AbortSignal): Promise<void>;
  status(): RuntimeStatus;
  /** Tells every decision record as it is made; returns the way to stop. A listener must not throw. */
  onDecision(listener: (record: DecisionRecord) => void): () => void;
}
