import { setTimeout as delay } from 'node:timers/promises';
import type { EventLoopDelay } from '../measure/event-loop-delay.ts';
import { createOrkestra, KATALOG } from '../orkestra/peer.ts';
import { installWebsite } from '../peers/definitions.ts';
import { onStage, type Stage } from '../stage.ts';
import { warmUp } from '../warm-up.ts';
import { burst } from './burst.ts';
import type { Figures } from './figures.ts';

/** Of the idle process that is watched, in milliseconds. */
const IDLE_MS = 20_000;

/**
 * How late the event loop is in S1 and S2, in a run of its own: the timer that watches it takes 6 ms of CPU time a second, which
 * no other operator carries.
 */
export async function eventLoop(resources: number): Promise<Figures> {
  const peer = createOrkestra({ katalog: KATALOG, install: installWebsite, probesEventLoop: true });
  const names = Array.from({ length: resources }, (_, index) => `site-${index}`);
  return onStage(peer, async (stage) => {
    await warmUp(stage);
    const busy = await during(stage, () => burst(stage, names));
    await stage.untilQuiet({ quietMs: 5_000, limitMs: 120_000 });
    const idle = await during(stage, () => delay(IDLE_MS));
    return {
      's1.eventLoopP99Ms': busy.p99Ms,
      's1.eventLoopMaxMs': busy.maxMs,
      's2.eventLoopP99Ms': idle.p99Ms,
    };
  });
}

async function during(stage: Stage, work: () => Promise<unknown>): Promise<EventLoopDelay> {
  const { eventLoopDelay } = stage.operator;
  if (eventLoopDelay === undefined) throw new Error('This operator does not watch its event loop');
  await eventLoopDelay();
  await work();
  return eventLoopDelay();
}
