// `npm start`: makes the checkout usable and shows the first example at work in the development cluster, until Ctrl-C.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = join('examples', 'beginner', '01-hello-website');

const ork = spawn(
  process.execPath,
  [
    join(root, 'dist', 'ork.js'),
    'dev',
    '--katalog',
    join(example, 'katalog.yaml'),
    '--cr',
    join(example, 'cr.yaml'),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);

// The terminal sends Ctrl-C to both; this one only waits, so that the cluster is stopped in order.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => ork.kill('SIGTERM'));
ork.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
