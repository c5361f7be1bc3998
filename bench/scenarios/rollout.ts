import { inParallel } from '../measure/in-parallel.ts';
import type { Stage } from '../stage.ts';
import { DEPLOYMENTS, imageOf, WEBSITES } from '../websites.ts';
import type { Figures } from './figures.ts';

/** S5: `spec.image` patched on every custom resource; until every Deployment carries it. */
export async function rollout(
  stage: Stage,
  names: readonly string[],
  image: string,
): Promise<Figures> {
  const rolled = new Set<string>();
  const watch = await stage.client.watch(DEPLOYMENTS, ({ object }) => {
    if (imageOf(object) === image) rolled.add(object.metadata.name);
  });
  const usage = await stage.measure(async () => {
    await inParallel(names, 20, (name) =>
      stage.client.mergePatch(`${WEBSITES}/${name}`, { spec: { image } }),
    );
    await stage.waitUntil(
      'the new image everywhere',
      () => names.every((name) => rolled.has(name)),
      { timeoutMs: 300_000 },
    );
  });
  watch.close();
  return { 's5.rolloutSeconds': usage.seconds };
}
