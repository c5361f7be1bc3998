// Makes a fresh checkout usable with nothing but Node: installs what the lockfile names and builds the bundles,
// each only when its inputs are newer than its result.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((entry) => newest(join(path, entry))));
}

function run(command, args) {
  const npm = process.platform === 'win32' && command === 'npm' ? 'npm.cmd' : command;
  const done = spawnSync(npm, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

const installed = join(root, 'node_modules', '.package-lock.json');
if (newest(installed) < newest(join(root, 'package-lock.json'))) run('npm', ['ci']);

const sources = [
  'core',
  'plugins',
  'providers',
  'registry',
  'schemas',
  'examples',
  'scripts',
  'package.json',
];
const built = join(root, 'dist', 'ork.js');
if (newest(built) < Math.max(...sources.map((source) => newest(join(root, source))))) {
  run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
}
