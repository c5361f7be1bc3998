import { percentile } from '../measure/statistics.ts';
import type { Stage } from '../stage.ts';
import { aWebsite, DEPLOYMENTS, SERVICES, WEBSITES } from '../websites.ts';
import type { Figures } from './figures.ts';

/** S4: one custom resource at a time, from the answered create to both children. */
export async function single(stage: Stage, names: readonly string[]): Promise<Figures> {
  const seenAt = new Map<string, number>();
  const note = (kind: string, name: string): void => {
    const key = `${kind}/${name}`;
    if (!seenAt.has(key)) seenAt.set(key, performance.now());
  };
  const watches = await Promise.all([
    stage.client.watch(DEPLOYMENTS, ({ object }) => note('deployment', object.metadata.name)),
    stage.client.watch(SERVICES, ({ object }) => note('service', object.metadata.name)),
  ]);
  const tookMs: number[] = [];
  for (const name of names) {
    const startedAt = performance.now();
    await stage.client.create(WEBSITES, aWebsite(name));
    const children = [`deployment/${name}`, `service/${name}`];
    await stage.waitUntil(`children of ${name}`, () =>
      children.every((child) => seenAt.has(child)),
    );
    tookMs.push(Math.max(...children.map((child) => seenAt.get(child) ?? Number.NaN)) - startedAt);
  }
  for (const watch of watches) watch.close();
  return {
    's4.childrenP50Ms': percentile(tookMs, 0.5),
    's4.childrenP99Ms': percentile(tookMs, 0.99),
  };
}
