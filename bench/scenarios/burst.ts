import { inParallel } from '../measure/in-parallel.ts';
import { AUDIT_VERBS } from '../measure/requests.ts';
import { percentile } from '../measure/statistics.ts';
import type { Stage } from '../stage.ts';
import { aWebsite, DEPLOYMENTS, SERVICES, WEBSITES } from '../websites.ts';
import type { Figures } from './figures.ts';

/** S1: all custom resources created 20-way, until each has both children and a status. */
export async function burst(stage: Stage, names: readonly string[]): Promise<Figures> {
  const createdAt = new Map<string, number>();
  const readyMs: number[] = [];
  const withStatus = new Set<string>();
  const deployments = new Set<string>();
  const services = new Set<string>();
  const rssReady = (await stage.rssMb()).now;
  const watches = await Promise.all([
    stage.client.watch(WEBSITES, ({ type, object }) => {
      const { name } = object.metadata;
      const createdAtMs = createdAt.get(name);
      if (createdAtMs === undefined || withStatus.has(name)) return;
      if (type === 'DELETED' || object.status?.['phase'] === undefined) return;
      withStatus.add(name);
      readyMs.push(performance.now() - createdAtMs);
    }),
    stage.client.watch(DEPLOYMENTS, ({ object }) => void deployments.add(object.metadata.name)),
    stage.client.watch(SERVICES, ({ object }) => void services.add(object.metadata.name)),
  ]);
  const isComplete = (): boolean =>
    names.every((name) => withStatus.has(name) && deployments.has(name) && services.has(name));
  const usage = await stage.measure(async () => {
    await inParallel(names, 20, async (name) => {
      createdAt.set(name, performance.now());
      await stage.client.create(WEBSITES, aWebsite(name));
    });
    await stage.waitUntil(`${names.length} websites`, isComplete, { timeoutMs: 300_000 });
  });
  for (const watch of watches) watch.close();
  const rss = await stage.rssMb();
  return {
    's1.crPerSecond': names.length / usage.seconds,
    's1.readyP50Seconds': percentile(readyMs, 0.5) / 1000,
    's1.readyP99Seconds': percentile(readyMs, 0.99) / 1000,
    's1.requestsPerCr': usage.requests.total / names.length,
    ...Object.fromEntries(
      AUDIT_VERBS.map((verb) => [
        `s1.${verb}PerCr`,
        (usage.requests.byVerb[verb] ?? 0) / names.length,
      ]),
    ),
    's1.operatorCpuMsPerCr': (usage.operatorCpuSeconds * 1000) / names.length,
    's1.apiServerCpuMsPerCr': (usage.apiServerCpuSeconds * 1000) / names.length,
    'rss.readyMb': rssReady,
    'rss.afterMb': rss.now,
    'rss.peakMb': rss.peak,
  };
}
