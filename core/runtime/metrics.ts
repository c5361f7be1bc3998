import type { Operation } from '../provider/operation.ts';

/** Where the runtime reports figures; `plugins/http` turns them into Prometheus metrics (cli-api §5.1). */
export interface RuntimeMetrics {
  reconciled(crd: string, result: 'success' | 'failure', durationMs: number): void;
  queueWaited(crd: string, waitedMs: number): void;
  retried(crd: string): void;
  /** An exception nobody expected. */
  panicked(crd: string): void;
  driftCorrected(crd: string, resource: string): void;
  /** Writes of a custom resource do not come to an end and are slowed down. */
  looped(crd: string, reason: string): void;
  activated(crd: string, result: 'success' | 'failure', latencyMs: number): void;
  providerOperated(crd: string, provider: string, operation: OperationFigures): void;
  /** One request to the Kubernetes API; status 0 means no answer. */
  requested(verb: string, status: number, durationMs: number): void;
  /** Kubernetes events that could not be written. */
  eventsLost(count: number): void;
}

export interface OperationFigures {
  readonly resource: string;
  readonly verb: Operation['verb'];
  readonly result: 'success' | 'failure';
  readonly durationMs: number;
}

/** Metrics that go nowhere. */
export const noMetrics: RuntimeMetrics = {
  reconciled: () => undefined,
  queueWaited: () => undefined,
  retried: () => undefined,
  panicked: () => undefined,
  driftCorrected: () => undefined,
  looped: () => undefined,
  activated: () => undefined,
  providerOperated: () => undefined,
  requested: () => undefined,
  eventsLost: () => undefined,
};
