import type { Peer } from './peers/index.ts';
import { burst } from './scenarios/burst.ts';
import type { Figures } from './scenarios/figures.ts';
import { idle } from './scenarios/idle.ts';
import { repair } from './scenarios/repair.ts';
import { restart } from './scenarios/restart.ts';
import { rollout } from './scenarios/rollout.ts';
import { single } from './scenarios/single.ts';
import { onStage } from './stage.ts';
import { warmUp } from './warm-up.ts';

/** Sizes of a run. */
export interface RunSize {
  /** Custom resources in S1, S2, S5 and the restart. */
  readonly resources: number;
  /** Repetitions in S3 and S4. */
  readonly repetitions: number;
  readonly idleSeconds: number;
}

/** All scenarios, in order, on a fresh control plane. `note` is told the figures of each as soon as they are known. */
export async function runPeer(
  peer: Peer,
  size: RunSize,
  note: (figures: Figures) => void,
): Promise<void> {
  const names = Array.from({ length: size.resources }, (_, index) => `site-${index}`);
  const some = names.slice(0, size.repetitions);
  const singles = some.map((name) => `single-${name}`);
  await onStage(peer, async (stage) => {
    await warmUp(stage);
    note(await burst(stage, names));
    note(await idle(stage, size.idleSeconds));
    note(await repair(stage, some));
    note(await single(stage, singles));
    note(await rollout(stage, names, 'nginx:1.28'));
    await stage.untilQuiet({ limitMs: 30_000 });
    note(await restart(stage, 'site-0', 'nginx:1.29'));
  });
}
