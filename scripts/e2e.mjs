// `npm run test:e2e`: installs, builds the bundles and what the testbed lacks, then runs test/e2e against a real control plane.
// Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
run('scripts/prepare.mjs');
await import('../test/testbed/typescript.mjs');
const { prepareControlPlane } = await import('../test/testbed/index.ts');
await prepareControlPlane();
const vitest = ['run', '--config', 'vitest.e2e.config.ts', ...process.argv.slice(2)];
run('node_modules/vitest/vitest.mjs', ...vitest);

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
