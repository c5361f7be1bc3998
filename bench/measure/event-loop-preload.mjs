// `node --import …/event-loop-preload.mjs program`: on SIGUSR2 the process writes how late its event loop has been since the last time
// into the file that ORK_BENCH_EVENT_LOOP_FILE names. Outside the product, so that it has nothing to answer for the benchmark.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const file = process.env['ORK_BENCH_EVENT_LOOP_FILE'];
if (file !== undefined) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  // What is recorded is the time between two ticks of a timer, its period included.
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  process.on('SIGUSR2', () => {
    const p99Ms = late(histogram.percentile(99));
    const maxMs = late(histogram.max);
    const { count } = histogram;
    histogram.reset();
    writeFileSync(`${file}.partial`, JSON.stringify({ p99Ms, maxMs, count }));
    renameSync(`${file}.partial`, file);
  });
}
