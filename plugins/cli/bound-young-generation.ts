import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Where the young generation stops growing, in bytes (both semi-spaces). */
const LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * Keeps V8's young generation from growing to its 32 MiB, most of which a long-running operator would never give back.
 *
 * @remarks The size cannot be set once the process runs, but its growth can be stopped. Costs a few more, shorter
 * collections; measured in `bench/RESULTS.md`.
 */
export function boundYoungGeneration(): void {
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (young === undefined || young.space_size < LIMIT_BYTES) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}
