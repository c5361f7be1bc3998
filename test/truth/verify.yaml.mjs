// Asks Go again what it reads in YAML; exit code 1 when what is stored in `yaml/` is not current. With `--write` it stores the answers.
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { casesText } from './yaml/cases.mjs';

const here = fileURLToPath(new URL('yaml/', import.meta.url));

function askGo(texts) {
  const go = spawnSync('go', ['run', '.'], {
    cwd: here,
    input: texts,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' },
  });
  if (go.error !== undefined) throw go.error;
  if (go.status !== 0) throw new Error(`go run failed: ${go.stderr}`);
  return go.stdout;
}

async function isCurrent(name, current) {
  const path = `${here}${name}`;
  if (process.argv.includes('--write')) await writeFile(path, current);
  const stored = await readFile(path, 'utf8');
  if (stored !== current) console.error(`${name} is not current`);
  return stored === current;
}

/** What our writer wrote, as a test stored it, must be to Go the value it was written from. */
async function areWrittenTextsRead() {
  const written = JSON.parse(await readFile(`${here}written.json`, 'utf8'));
  const read = JSON.parse(askGo(JSON.stringify(written.map(({ text }) => text))));
  const wrong = written.filter(({ value }, index) => !isDeepStrictEqual(read[index], value));
  for (const { value, text } of wrong)
    console.error(`Go reads something else than ${JSON.stringify(value)} in:\n${text}`);
  console.log(`${written.length} written texts, ${wrong.length} read differently`);
  return wrong.length === 0;
}

const cases = casesText();
const checks = [
  await isCurrent('cases.json', cases),
  await isCurrent('answers.json', askGo(cases)),
  await areWrittenTextsRead(),
];
console.log(`${JSON.parse(cases).length} texts to read`);
process.exitCode = checks.every(Boolean) ? 0 : 1;
