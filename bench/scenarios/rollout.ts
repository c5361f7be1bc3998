import { waitUntil } from '../measure/wait-until.ts';
import { DEPLOYMENTS, imageOf, inParallel, type Stage, WEBSITES } from '../stage.ts';
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
    await waitUntil(
      'the new image everywhere',
      () => names.every((name) => rolled.has(name)),
      300_000,
    );
  });
  watch.close();
  return { 's5.rolloutSeconds': usage.seconds };
}
