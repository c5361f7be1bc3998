import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandIo } from '../io.ts';

/** A folder for the secrets of one process, gone when that ends. */
export interface StateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Makes the folder of a development cluster, and removes those that killed processes have left.
 *
 * @remarks It holds a kubeconfig with a token, so it goes however the process ends: in order, by a second signal, by an error that
 * nobody caught. Only SIGKILL leaves it, to the next start on this machine.
 */
export async function makeStateFolder({ env, process }: CommandIo): Promise<StateFolder> {
  const root = env['TMPDIR'] || tmpdir();
  await removeAbandoned(root, process);
  const path = await mkdtemp(join(root, `${prefix()}${process.id}-`));
  const forget = process.beforeExit(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      forget();
    },
  };
}

/** Process ids mean something on one machine only, and containers may share a folder. */
function prefix(): string {
  return `ork-dev-${hostname().replace(/[^\w.]/g, '_')}-`;
}

async function removeAbandoned(root: string, process: CommandIo['process']): Promise<void> {
  const names = await readdir(root);
  for (const name of names.filter((each) => each.startsWith(prefix()))) {
    const [, id] = /^(\d+)-\w{6}$/.exec(name.slice(prefix().length)) ?? [];
    if (id === undefined || Number(id) === process.id || process.isRunning(Number(id))) continue;
    await rm(join(root, name), { recursive: true, force: true }).catch(() => {
      // It belongs to another user, who removes it in his turn.
    });
  }
}
