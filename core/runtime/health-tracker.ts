import { ErrorCode, isOrkError, textOf } from '../errors.ts';
import { createDurationWindow, type DurationWindow } from './duration-window.ts';
import type { CrdState, FailingObject } from './runtime.ts';

/** Most objects told as failing. */
const FAILING_LIMIT = 20;

/** Counts what became of the reconciles of one CRD (cli-api §4.3). */
export interface HealthTracker {
  readonly durations: DurationWindow;
  readonly totals: HealthTotals;
  started(nowMs: number): void;
  /** Workers stopped: lost leadership, missing definition, shutdown. */
  stopped(): void;
  succeeded(object: string, nowMs: number): void;
  failed(
    object: string,
    failure: { readonly error: unknown; readonly attempt: number; readonly nowMs: number },
  ): void;
  /** What `Ready` says of an object after a cycle; `''`: that it is. */
  readiness(object: string, reason: string): void;
  /** How many objects are not ready, by the reason of their `Ready`. */
  notReady(): Readonly<Record<string, number>>;
  forget(object: string): void;
  /** @param idle - asked what it is while no worker runs */
  state(idle: () => 'missing' | 'pending'): CrdState;
  failing(): readonly FailingObject[];
}

export interface HealthTotals {
  startedAtMs: number | undefined;
  lastReconcileMs: number | undefined;
  lastError: string;
  consecutiveFailures: number;
  total: number;
  failed: number;
  /** At least one reconcile has succeeded since the start. */
  hasSucceeded: boolean;
}

/** Creates a tracker; `failureThreshold` consecutive failures make the CRD degraded, one success heals it. */
export function createHealthTracker(failureThreshold: number): HealthTracker {
  const totals: HealthTotals = {
    startedAtMs: undefined,
    lastReconcileMs: undefined,
    lastError: '',
    consecutiveFailures: 0,
    total: 0,
    failed: 0,
    hasSucceeded: false,
  };
  const failing = new Map<string, FailingObject>();
  const reasons = new Map<string, string>();
  return {
    durations: createDurationWindow(),
    totals,
    started(nowMs) {
      totals.startedAtMs = nowMs;
    },
    stopped() {
      totals.startedAtMs = undefined;
      totals.hasSucceeded = false;
      reasons.clear();
    },
    succeeded(object, nowMs) {
      totals.total += 1;
      totals.consecutiveFailures = 0;
      totals.lastReconcileMs = nowMs;
      totals.hasSucceeded = true;
      failing.delete(object);
    },
    failed(object, { error, attempt, nowMs }) {
      totals.total += 1;
      totals.failed += 1;
      // A custom resource that its own rules refuse says nothing of how the operator works.
      if (!isOrkError(error, ErrorCode.ValidationDenied)) totals.consecutiveFailures += 1;
      totals.lastReconcileMs = nowMs;
      totals.lastError = textOf(error);
      failing.set(object, { object, attempt, error: textOf(error) });
    },
    readiness(object, reason) {
      if (reason === '') reasons.delete(object);
      else reasons.set(object, reason);
    },
    notReady() {
      const counts: Record<string, number> = {};
      for (const reason of reasons.values()) counts[reason] = (counts[reason] ?? 0) + 1;
      return counts;
    },
    forget(object) {
      failing.delete(object);
      reasons.delete(object);
    },
    state(idle) {
      if (totals.startedAtMs === undefined) return idle();
      if (totals.consecutiveFailures >= failureThreshold) return 'degraded';
      return totals.hasSucceeded ? 'healthy' : 'started';
    },
    failing: () => [...failing.values()].slice(0, FAILING_LIMIT),
  };
}
