import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from '../stage.ts';
import type { Figures } from './figures.ts';

/** How long to wait for what earlier scenarios left to be told, such as Kubernetes events at their own pace. */
const QUIET_LIMIT_MS = 120_000;

/** S2: nothing changes, the resync (10 s) ticks. Begins when the operator has gone quiet, or at the limit for one that never does. */
export async function idle(stage: Stage, seconds: number): Promise<Figures> {
  const startedAt = performance.now();
  const isQuiet = await stage.untilQuiet({ quietMs: 5_000, limitMs: QUIET_LIMIT_MS });
  const quietAfterSeconds = isQuiet ? (performance.now() - startedAt) / 1000 : Number.NaN;
  const usage = await stage.measure(() => delay(seconds * 1000));
  const perMinute = 60 / usage.seconds;
  return {
    's2.quietAfterSeconds': quietAfterSeconds,
    's2.requestsPerMinute': usage.requests.total * perMinute,
    's2.eventsPerMinute': usage.requests.events * perMinute,
    's2.operatorCpuSecondsPerMinute': usage.operatorCpuSeconds * perMinute,
  };
}
