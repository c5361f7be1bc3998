import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../test/testbed/index.ts';
import type { Subject } from './subject.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `ork run` with the benchmark's Katalog, as a user starts it. */
export const orkestra: Subject = {
  name: 'orkestra',
  version: 'this checkout',
  async prepare() {
    const build = spawn(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
    const [code] = await once(build, 'exit');
    if (code !== 0) throw new Error('The build failed');
  },
  async start({ kubeconfig, logFile }) {
    const output = openSync(logFile, 'a');
    const port = String(await freePort());
    const args = ['dist/ork.js', 'run', '-k', 'bench/website/katalog.yaml', '--kubeconfig', kubeconfig];
    const child = spawn(process.execPath, [...args, '--port', port], {
      cwd: root,
      stdio: ['ignore', output, output],
    });
    await once(child, 'spawn');
    const exited = once(child, 'exit');
    return {
      pid: child.pid ?? 0,
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  },
};
