import { percentile } from '../measure/statistics.ts';
import type { Stage } from '../stage.ts';
import { DEPLOYMENTS, imageOf } from '../websites.ts';
import type { Figures } from './figures.ts';

/** S3: a child is spoiled by hand, one at a time; how long until it is as declared again. */
export async function repair(stage: Stage, names: readonly string[]): Promise<Figures> {
  const images = new Map<string, { readonly image: string | undefined; readonly atMs: number }>();
  const watch = await stage.client.watch(DEPLOYMENTS, ({ object }) => {
    images.set(object.metadata.name, { image: imageOf(object), atMs: performance.now() });
  });
  const tookMs: number[] = [];
  for (const name of names) {
    const spoiled = 'spoiled:1';
    const path = '/spec/template/spec/containers/0/image';
    await stage.client.jsonPatch(`${DEPLOYMENTS}/${name}`, [
      { op: 'replace', path, value: spoiled },
    ]);
    const startedAt = performance.now();
    await stage.waitUntil(`repair of ${name}`, () => {
      const seen = images.get(name);
      return seen !== undefined && seen.image !== spoiled;
    });
    tookMs.push(Math.max(0, (images.get(name)?.atMs ?? 0) - startedAt));
    images.delete(name);
  }
  watch.close();
  return { 's3.repairP50Ms': percentile(tookMs, 0.5), 's3.repairP99Ms': percentile(tookMs, 0.99) };
}
