// `npm run check`: every check of the repository that needs no cluster, one line for each; what failed is printed below it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (path) => join(root, 'node_modules', path);
// A folder appears when it has a job; the checker of imports refuses one that is not there.
const folders = ['core', 'plugins', 'providers', 'registry', 'schemas', 'examples'].filter((name) =>
  existsSync(join(root, name)),
);

const checks = [
  ['format and lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']],
  ['types', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']],
  [
    'import rules',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      ...folders,
    ],
  ],
  [
    'tests',
    [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=dot',
      '--project=unit',
      '--project=conformance',
      '--project=repo',
    ],
  ],
];

let failed = 0;
for (const [title, args] of checks) {
  const startedAt = performance.now();
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isRight = done.status === 0;
  process.stdout.write(`${isRight ? 'passed' : 'FAILED'}  ${title} (${seconds} s)\n`);
  if (isRight) continue;
  failed += 1;
  process.stdout.write(`${done.stdout}${done.stderr}\n`);
}
process.exitCode = failed === 0 ? 0 : 1;
