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
  /** Samples of one series name, such as `orkestra_leader` or `orkestra_queue_wait_seconds_count`; none when there is no such name. */
  samples(name: string): Promise<readonly Sample[]>;
}

/** One sample at the time it was asked for. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
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
    samples: (name) => samplesOf(registry, name),
  };
}

async function samplesOf(registry: Registry, name: string): Promise<readonly Sample[]> {
  const metrics = await registry.getMetricsAsJSON();
  return metrics.flatMap((metric) =>
    metric.values
      .filter((sample) => (seriesNameIn(sample) ?? metric.name) === name)
      .map(({ labels, value }) => ({ labels: textsOf(labels), value })),
  );
}

/** Samples of a histogram name their series themselves: `…_bucket`, `…_sum`, `…_count`. */
function seriesNameIn(sample: object): string | undefined {
  return 'metricName' in sample && typeof sample.metricName === 'string'
    ? sample.metricName
    : undefined;
}

function textsOf(labels: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}
