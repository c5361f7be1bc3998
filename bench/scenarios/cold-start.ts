import { percentile } from '../measure/statistics.ts';
import { createOrkestra, KATALOG } from '../orkestra/peer.ts';
import { installWebsite } from '../peers/definitions.ts';
import { onStage, type Stage } from '../stage.ts';
import { aWebsite, DEPLOYMENTS, SERVICES, WEBSITES } from '../websites.ts';
import type { Figures } from './figures.ts';

/** From starting the process to the first child of a custom resource that was there before; median of several starts. */
export async function coldStart(starts: number): Promise<Figures> {
  const peer = createOrkestra({
    katalog: KATALOG,
    install: installWebsite,
    probesEventLoop: false,
  });
  return onStage(peer, async (stage) => {
    const tookMs: number[] = [];
    for (let start = 0; start < starts; start += 1) tookMs.push(await once(stage, `cold-${start}`));
    return { 'coldStart.firstChildMs': percentile(tookMs, 0.5) };
  });
}

async function once(stage: Stage, name: string): Promise<number> {
  await stage.client.create(WEBSITES, aWebsite(name));
  let firstChildAt = 0;
  const watches = await Promise.all(
    [DEPLOYMENTS, SERVICES].map((path) =>
      stage.client.watch(path, ({ object }) => {
        if (object.metadata.name === name) firstChildAt ||= performance.now();
      }),
    ),
  );
  const startedAt = performance.now();
  await stage.startOperator();
  await stage.waitUntil(`a child of ${name}`, () => firstChildAt > 0);
  await stage.untilQuiet({ limitMs: 30_000 });
  await stage.stopOperator();
  for (const watch of watches) watch.close();
  return firstChildAt - startedAt;
}
