import { fileURLToPath } from 'node:url';
import { freePort, requireCommand, startComponent } from '../../test/testbed/index.ts';
import { installWebsite } from '../peers/definitions.ts';
import type { Peer } from '../peers/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const katalog = fileURLToPath(new URL('katalog.yaml', import.meta.url));

/** `ork run` with the benchmark's Katalog, as a user starts it. */
export const orkestra: Peer = {
  name: 'orkestra',
  version: 'this checkout',
  async prepare() {
    await requireCommand(process.execPath, ['scripts/build.mjs'], {
      cwd: root,
      timeoutMs: 120_000,
    });
  },
  async start({ kubeconfig, adminKubeconfig, logFile, signal }) {
    await installWebsite(adminKubeconfig);
    const port = String(await freePort());
    const flags = ['-k', katalog, '--kubeconfig', kubeconfig, '--port', port];
    return startComponent({
      name: 'orkestra',
      command: process.execPath,
      args: ['dist/ork.js', 'run', ...flags],
      env: { ORK_ENV: 'production', LOG_LEVEL: 'warn' },
      cwd: root,
      logFile,
      signal,
    });
  },
};
