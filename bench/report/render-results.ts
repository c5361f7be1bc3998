import { median } from '../measure/statistics.ts';
import type { Figures } from '../scenarios/figures.ts';
import { figureCell, markdownTable, ratioCell } from './cells.ts';
import { ROWS, type Row } from './rows.ts';

/** All runs of one subject. */
export interface SubjectResults {
  readonly name: string;
  readonly version: string;
  readonly runs: readonly Figures[];
}

/** The results table in Markdown: medians, spread over the runs, and the ratio of ours to each peer. */
export function renderTable(results: readonly SubjectResults[]): string {
  const [ours, ...peers] = results;
  if (ours === undefined) throw new Error('No results to render');
  const heading = [
    '',
    title(ours),
    ...peers.flatMap((peer) => [title(peer), `${ours.name} ÷ ${peer.name}`]),
  ];
  return markdownTable([heading, ...ROWS.map((row) => rowOf(row, ours, peers))]);
}

/** One figure of every run; `NaN` where a run does not have it. */
export function valuesOf({ runs }: SubjectResults, key: string): readonly number[] {
  return runs.map((run) => run[key] ?? Number.NaN);
}

function title({ name, version }: SubjectResults): string {
  return `${name} (${version})`;
}

function rowOf(
  row: Row,
  ours: SubjectResults,
  peers: readonly SubjectResults[],
): readonly string[] {
  const own = valuesOf(ours, row.key);
  const cells = peers.flatMap((peer) => {
    const theirs = valuesOf(peer, row.key);
    return [figureCell(theirs), ratioCell(median(own), median(theirs))];
  });
  return [`${row.label} (${row.better} is better)`, figureCell(own), ...cells];
}
