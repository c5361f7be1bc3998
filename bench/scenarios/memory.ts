import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createStateFolder } from '../../test/testbed/index.ts';
import { inParallel } from '../measure/in-parallel.ts';
import { aWebsiteOf, type ManyKinds, manyKinds } from '../orkestra/many-kinds.ts';
import { createOrkestra } from '../orkestra/peer.ts';
import { applyFiles, waitForCondition } from '../peers/definitions.ts';
import { onStage, type Stage } from '../stage.ts';
import { DEPLOYMENTS, SERVICES } from '../websites.ts';
import type { Figures } from './figures.ts';

const KINDS = 15;

/** For one custom resource and its children, on a busy machine, in milliseconds. */
const LIMIT_PER_RESOURCE_MS = 120;

/** Resident size of one `ork run` that serves 15 kinds: with no custom resource, then with each of `sizes`, children and all. */
export async function memory(sizes: readonly number[]): Promise<Figures> {
  const folder = await createStateFolder('bench-memory');
  try {
    const many = await manyKinds(KINDS);
    const katalog = join(folder.path, 'katalog.yaml');
    const definitions = join(folder.path, 'definitions.json');
    await writeFile(katalog, many.katalog);
    await writeFile(definitions, many.definitions);
    const install = async (adminKubeconfig: string): Promise<void> => {
      await applyFiles(adminKubeconfig, [definitions]);
      await waitForCondition(adminKubeconfig, 'Established', ['crd', '--all']);
    };
    const peer = createOrkestra({ katalog, install, probesEventLoop: false });
    return await onStage(peer, (stage) => read(stage, many, sizes));
  } finally {
    await folder.remove();
  }
}

async function read(stage: Stage, many: ManyKinds, sizes: readonly number[]): Promise<Figures> {
  await stage.startOperator();
  await stage.untilQuiet();
  const figures: Record<string, number> = { 'memory.0Mb': (await stage.rssMb()).now };
  let present = 0;
  for (const size of [...sizes].sort((left, right) => left - right)) {
    await createMore(stage, many, present, size);
    present = size;
    await stage.untilQuiet();
    await requireStatuses(stage, many);
    figures[`memory.${size}Mb`] = (await stage.rssMb()).now;
    console.error(JSON.stringify(figures));
  }
  figures['memory.peakMb'] = (await stage.rssMb()).peak;
  return figures;
}

async function createMore(
  stage: Stage,
  { kinds }: ManyKinds,
  from: number,
  to: number,
): Promise<void> {
  const indices = Array.from({ length: to - from }, (_, step) => from + step);
  await inParallel(indices, 20, async (index) => {
    const kind = kinds[index % kinds.length];
    if (kind !== undefined) await stage.client.create(kind.path, aWebsiteOf(kind, index));
  });
  const limitMs = 60_000 + (to - from) * LIMIT_PER_RESOURCE_MS;
  const areComplete = async (): Promise<boolean> => {
    const counts = await Promise.all([DEPLOYMENTS, SERVICES].map(stage.client.count));
    return counts.every((count) => count >= to);
  };
  await stage.waitUntil(`children of ${to} custom resources`, areComplete, {
    timeoutMs: limitMs,
    pollMs: 500,
  });
}

/** Whoever keeps less in memory because it did less must not look better. */
async function requireStatuses(stage: Stage, { kinds }: ManyKinds): Promise<void> {
  for (const { path, plural } of kinds) {
    const objects = await stage.client.list(path);
    const without = objects.filter(({ status }) => status?.['phase'] === undefined).length;
    if (without > 0) throw new Error(`${without} of ${objects.length} ${plural} have no status`);
  }
}
