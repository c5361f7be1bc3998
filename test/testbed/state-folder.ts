import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder, releaseFolder } from './guardian.ts';

/** A scratch folder that is gone once it is removed or this process ends. */
export interface StateFolder {
  readonly path: string;
  readonly logs: string;
  remove(): Promise<void>;
}

/** Creates a scratch folder, readable by its owner only, with a `logs` folder inside. */
export async function createStateFolder(name: string): Promise<StateFolder> {
  const path = await mkdtemp(join(tmpdir(), `orkestra-${name}-`));
  guardFolder(path);
  const logs = join(path, 'logs');
  await mkdir(logs);
  return {
    path,
    logs,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      releaseFolder(path);
    },
  };
}
