import { writeFile } from 'node:fs/promises';
import { prepareControlPlane } from '../test/testbed/index.ts';
import { createFailures } from './failures.ts';
import { parseBenchOptions } from './options.ts';
import { orkestra } from './orkestra/peer.ts';
import { ownFigures } from './own-figures.ts';
import type { Peer } from './peers/index.ts';
import { renderReport } from './report/render-report.ts';
import { writeResults } from './report/write-results.ts';
import { runPeer } from './run-peer.ts';
import type { Figures } from './scenarios/figures.ts';
import { subjects } from './subjects.ts';
import { machineLine } from './versions.ts';

const options = parseBenchOptions(process.argv.slice(2));
const chosen = subjects.filter(
  ({ name }) => options.only.length === 0 || options.only.includes(name),
);
if (chosen.length === 0)
  throw new Error(`--only names none of ${subjects.map(({ name }) => name)}`);

const failures = createFailures();
await prepareControlPlane();
const ready = new Set<Peer>();
for (const subject of chosen) {
  await failures.attempt(`${subject.name} could not be prepared`, async () => {
    await subject.prepare();
    ready.add(subject);
  });
}

const runs = new Map<Peer, Figures[]>(chosen.map((subject) => [subject, []]));
const size = { resources: options.resources, repetitions: 50, idleSeconds: options.idleSeconds };
// Subjects take turns, so that a slow hour of the machine hits all alike.
for (let run = 1; run <= options.runs; run += 1) {
  for (const subject of ready) await runOnce(subject, run);
}

const isOurs = ready.has(orkestra);
const report = {
  machine: await machineLine(),
  options,
  subjects: chosen.map((subject) => ({
    name: subject.name,
    version: subject.version,
    runs: runs.get(subject) ?? [],
  })),
  ...(isOurs ? { own: await ownFigures(options, failures) } : {}),
  failures: failures.lines,
};
await writeResults(options.output, renderReport(report));
if (options.json !== undefined) await writeFile(options.json, JSON.stringify(report, undefined, 2));

for (const line of failures.lines) console.error(`failed: ${line}`);
for (const folder of failures.evidence) console.error(`logs are kept in ${folder}`);
process.exitCode = failures.lines.length === 0 ? 0 : 1;

/** A scenario that fails ends this run of this subject; what was measured before counts. */
async function runOnce(subject: Peer, run: number): Promise<void> {
  console.error(`run ${run} of ${options.runs}: ${subject.name}`);
  const figures: Record<string, number> = {};
  runs.get(subject)?.push(figures);
  await failures.attempt(`run ${run}`, () =>
    runPeer(subject, size, (measured) => {
      console.error(JSON.stringify(measured));
      Object.assign(figures, measured);
    }),
  );
}
