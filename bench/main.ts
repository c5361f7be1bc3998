import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { noChangePerSecond } from './in-process/no-change.ts';
import { commandMs } from './measure/own-figures.ts';
import { parseBenchOptions } from './options.ts';
import { renderTable, type SubjectResults } from './report/render-results.ts';
import { runPeer } from './run-peer.ts';
import type { Figures } from './scenarios/figures.ts';
import { subjects } from './subjects.ts';

/** Results stand between these lines; what is written around them by hand stays. */
const BEGIN = '<!-- results: begin -->';
const END = '<!-- results: end -->';

const options = parseBenchOptions(process.argv.slice(2));
const chosen = subjects.filter(
  ({ name }) => options.only.length === 0 || options.only.includes(name),
);
for (const subject of chosen) await subject.prepare();

const runs = new Map<string, Figures[]>(chosen.map(({ name }) => [name, []]));
const size = { resources: options.resources, repetitions: 50, idleSeconds: options.idleSeconds };
// Subjects take turns, so that a slow hour of the machine hits all alike.
for (let run = 1; run <= options.runs; run += 1) {
  for (const subject of chosen) {
    console.error(`run ${run} of ${options.runs}: ${subject.name}`);
    const figures = await runPeer(subject, size);
    runs.get(subject.name)?.push(figures);
  }
}

const results = chosen.map(
  ({ name, version }): SubjectResults => ({ name, version, runs: runs.get(name) ?? [] }),
);
const versionMs = await commandMs([process.execPath, 'dist/ork.js', '--version']);
const validate = ['dist/ork.js', 'validate', '-k', 'bench/orkestra/katalog.yaml'];
const validateMs = await commandMs([process.execPath, ...validate]);
const noChange = await noChangePerSecond();
const [cpu] = cpus();
const text = [
  `Machine: ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}; ` +
    `${options.resources} custom resources; medians of ${options.runs} runs, (×n) is the spread between runs.`,
  '',
  renderTable(results),
  '',
  `\`ork --version\`: ${versionMs.toFixed(0)} ms. \`ork validate\`: ${validateMs.toFixed(0)} ms (medians of 11). ` +
    `No-change reconciles in process, nothing skipped: ${noChange.toFixed(0)} a second.`,
].join('\n');

if (options.output === '-') console.log(text);
else await writeResults(options.output, text);

async function writeResults(path: string, table: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => `# Results\n\n${BEGIN}\n${END}\n`);
  const from = present.indexOf(BEGIN);
  const to = present.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${path} lacks the lines ${BEGIN} and ${END}`);
  await writeFile(path, `${present.slice(0, from)}${BEGIN}\n\n${table}\n\n${present.slice(to)}`);
}
