import { Registry } from 'prom-client';
import type { Runtime, RuntimeMetrics } from '../../../core/index.ts';
import { createInstruments } from './instruments.ts';
import { collectProcessMetrics } from './process-metrics.ts';
import { createRuntimeMetrics } from './runtime-metrics.ts';
import { watchRuntime } from './watch-runtime.ts';

/** The metrics of a process (cli-api §5.1). */
export interface Metrics {
  /** Where the runtime reports. */
  readonly runtime: RuntimeMetrics;
  readonly contentType: string;
  /** Puts the counters of every CRD at zero and reads its gauges whenever metrics are asked for. */
  observe(runtime: Runtime): void;
  /** Prometheus text. */
  text(): Promise<string>;
}

/** Creates the metrics of a process; `version` goes into `orkestra_build_info`. */
export function createMetrics({ version }: { readonly version: string }): Metrics {
  const registry = new Registry();
  collectProcessMetrics(registry);
  const instruments = createInstruments(registry);
  instruments.buildInfo.set({ version }, 1);
  return {
    runtime: createRuntimeMetrics(instruments),
    contentType: registry.contentType,
    observe: (runtime) => watchRuntime(runtime, instruments, registry),
    text: () => registry.metrics(),
  };
}
