import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from './measure/wait-until.ts';
import type { Peer } from './peers/index.ts';
import { burst } from './scenarios/burst.ts';
import type { Figures } from './scenarios/figures.ts';
import { idle } from './scenarios/idle.ts';
import { repair } from './scenarios/repair.ts';
import { restart } from './scenarios/restart.ts';
import { rollout } from './scenarios/rollout.ts';
import { single } from './scenarios/single.ts';
import { aWebsite, DEPLOYMENTS, type Stage, setStage, WEBSITES } from './stage.ts';

/** Sizes of a run. */
export interface RunSize {
  /** Custom resources in S1, S2, S5 and the restart. */
  readonly resources: number;
  /** Repetitions in S3 and S4. */
  readonly repetitions: number;
  readonly idleSeconds: number;
}

/** All scenarios, in order, on a fresh control plane. */
export async function runPeer(peer: Peer, size: RunSize): Promise<Figures> {
  const stage = await setStage(peer);
  try {
    await warmUp(stage);
    const names = Array.from({ length: size.resources }, (_, index) => `site-${index}`);
    const some = names.slice(0, size.repetitions);
    const figures: Record<string, number> = {};
    const note = (measured: Figures): void => {
      console.error(JSON.stringify(measured));
      Object.assign(figures, measured);
    };
    note(await burst(stage, names));
    await delay(3_000);
    note(await idle(stage, size.idleSeconds));
    note(await repair(stage, some));
    const singles = some.map((name) => `single-${name}`);
    note(await single(stage, singles));
    note(await rollout(stage, names, 'nginx:1.28'));
    await delay(3_000);
    note(await restart(stage, 'site-0', 'nginx:1.29'));
    return figures;
  } finally {
    await stage.stop();
  }
}

/** One custom resource before the clock starts, so that start-up is not part of S1. */
async function warmUp(stage: Stage): Promise<void> {
  await stage.client.create(WEBSITES, aWebsite('warm-up'));
  await waitUntil('the operator to start', async () => {
    const deployments = await stage.client.list(DEPLOYMENTS);
    return deployments.some(({ metadata }) => metadata.name === 'warm-up');
  });
  await delay(1_000);
}
