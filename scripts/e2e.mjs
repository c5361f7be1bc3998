// `npm run test:e2e`: builds what the testbed lacks, then runs test/e2e against a real control plane. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import '../test/testbed/typescript.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { prepareControlPlane } = await import('../test/testbed/index.ts');
await prepareControlPlane();

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'vitest.e2e.config.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
