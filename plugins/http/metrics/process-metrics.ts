import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

/**
 * How often the delay of the event loop is sampled. Each sample wakes an idle process: at prom-client's 10 ms that is
 * 6.4 ms of CPU time a second (measured on Node 20), at 100 ms it is 0.7.
 */
const SAMPLE_EVERY_MS = 100;

/** Long enough (24 days) for prom-client's own sampling never to wake the process. */
const NEVER_MS = 2_147_483_647;

/**
 * Metrics of the process and of Node (`process_…`, `nodejs_…`), with a lag of the event loop of our own.
 *
 * @remarks That of prom-client counts the time between two samples as lag, so that an idle process lags by it.
 */
export function collectProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: NEVER_MS });
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  for (const name of names)
    if (name.startsWith('nodejs_eventloop_lag')) registry.removeSingleMetric(name);
  watchLag(registry);
  watchUtilization(registry);
}

function watchLag(registry: Registry): void {
  const delays = monitorEventLoopDelay({ resolution: SAMPLE_EVERY_MS });
  delays.enable();
  const gauge: Gauge = new Gauge({
    name: 'nodejs_eventloop_lag_p99_seconds',
    help: '99th percentile of how late timers ran, since it was last asked for',
    registers: [registry],
    collect() {
      const lateNs = delays.count === 0 ? 0 : delays.percentile(99) - SAMPLE_EVERY_MS * 1e6;
      gauge.set(Math.max(0, lateNs) / 1e9);
      delays.reset();
    },
  });
}

function watchUtilization(registry: Registry): void {
  let before = performance.eventLoopUtilization();
  const gauge: Gauge = new Gauge({
    name: 'nodejs_eventloop_utilization',
    help: 'Share of the time, 0 to 1, in which the event loop was busy, since it was last asked for',
    registers: [registry],
    collect() {
      const now = performance.eventLoopUtilization();
      gauge.set(performance.eventLoopUtilization(now, before).utilization);
      before = now;
    },
  });
}
