import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from '../stage.ts';
import { DEPLOYMENTS, imageOf, WEBSITES } from '../websites.ts';
import type { Figures } from './figures.ts';

/** How long after its last request a restarted operator counts as settled, in milliseconds. */
const SETTLE_MS = 8_000;

/** Restart with everything converged but one change that was missed meanwhile. */
export async function restart(stage: Stage, missed: string, image: string): Promise<Figures> {
  await stage.stopOperator();
  await stage.client.mergePatch(`${WEBSITES}/${missed}`, { spec: { image } });
  let appliedAt = 0;
  const watch = await stage.client.watch(DEPLOYMENTS, ({ object }) => {
    if (object.metadata.name === missed && imageOf(object) === image)
      appliedAt ||= performance.now();
  });
  let startedAt = 0;
  const usage = await stage.measure(async () => {
    startedAt = performance.now();
    await stage.startOperator();
    await stage.waitUntil('the missed change', () => appliedAt > 0);
    await delay(SETTLE_MS);
  });
  watch.close();
  return {
    'restart.missedSeconds': (appliedAt - startedAt) / 1000,
    'restart.requests': usage.requests.total,
    'restart.cpuSeconds': usage.operatorCpuSeconds,
  };
}
