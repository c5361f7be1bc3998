import type { Figures } from '../reconcile/snapshot.ts';
import type { CrdHealth } from './runtime.ts';

/** Roots `metrics` and `health` (katalog-language §5.3); empty for a Katalog that reads neither. */
export function figuresOf(health: CrdHealth | undefined): Figures {
  if (health === undefined) return NO_FIGURES;
  const busy = health.workers === 0 ? 0 : (100 * health.workersActive) / health.workers;
  return {
    metrics: {
      queueDepth: health.queueDepth,
      workers: health.workers,
      autoscaleActive: false,
      workersBusyPercent: busy,
      workersIdlePercent: 100 - busy,
      errorRatePercent: 100 * health.errorRate,
      reconcileDurationP95Ms: health.durationP95Ms,
    },
    health: {
      healthy: health.healthy,
      state: health.state,
      started: health.started,
      pending: health.state === 'pending',
      startedAt: timeOf(health.startedAtMs),
      queueDepth: health.queueDepth,
      errorRate: health.errorRate,
      consecutiveFails: health.consecutiveFailures,
      totalReconciles: health.totalReconciles,
      resourceCount: health.resourceCount,
      lastError: health.lastError,
      lastReconcile: timeOf(health.lastReconcileMs),
      hasUnhealthyDependencies: health.dependencies.some(({ satisfied }) => !satisfied),
    },
  };
}

const NO_FIGURES: Figures = { metrics: {}, health: {} };

function timeOf(ms: number | undefined): string {
  return ms === undefined ? '' : new Date(ms).toISOString();
}
