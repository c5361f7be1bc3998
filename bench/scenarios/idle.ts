import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from '../stage.ts';
import type { Figures } from './figures.ts';

/** S2: nothing changes, the resync (10 s) ticks. */
export async function idle(stage: Stage, seconds: number): Promise<Figures> {
  const usage = await stage.measure(() => delay(seconds * 1000));
  const perMinute = 60 / usage.seconds;
  return {
    's2.requestsPerMinute': usage.requests * perMinute,
    's2.operatorCpuSecondsPerMinute': usage.operatorCpuSeconds * perMinute,
  };
}
