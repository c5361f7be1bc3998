// Asks Go again and compares with what is stored; exit code 1 when cases.json or answers.json is not current.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { casesText } from './write-cases.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

function askGo(cases) {
  const go = spawnSync('go', ['run', '.'], {
    cwd: here,
    input: cases,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' },
  });
  if (go.error !== undefined) throw go.error;
  if (go.status !== 0) throw new Error(`go run failed: ${go.stderr}`);
  return go.stdout;
}

async function compare(name, current, folder) {
  const stored = await readFile(join(here, name), 'utf8');
  if (stored === current) return true;
  const fresh = join(folder, name);
  await writeFile(fresh, current);
  const diff = spawnSync('diff', ['-u', join(here, name), fresh], { encoding: 'utf8' });
  console.error(`${name} is not current:\n${diff.stdout.slice(0, 20_000)}`);
  return false;
}

const folder = await mkdtemp(join(tmpdir(), 'truth-'));
try {
  const cases = casesText();
  const isCurrent = [
    await compare('cases.json', cases, folder),
    await compare('answers.json', askGo(cases), folder),
  ].every(Boolean);
  const { groups } = JSON.parse(cases);
  const count = groups.reduce((sum, { templates }) => sum + templates.length, 0);
  console.log(`${count} cases, ${isCurrent ? 'all answers current' : 'answers differ'}`);
  process.exitCode = isCurrent ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}
