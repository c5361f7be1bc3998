import { median, spread } from '../measure/statistics.ts';
import type { Figures } from '../scenarios/figures.ts';
import { ROWS } from './rows.ts';

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
    ...peers.flatMap((peer) => [title(peer), `ours ÷ ${peer.name}`]),
  ];
  const lines = [heading, heading.map(() => '---'), ...ROWS.map((row) => rowOf(row, ours, peers))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function title({ name, version }: SubjectResults): string {
  return `${name} (${version})`;
}

function rowOf(
  row: (typeof ROWS)[number],
  ours: SubjectResults,
  peers: readonly SubjectResults[],
): readonly string[] {
  const own = values(ours, row.key);
  const cells = peers.flatMap((peer) => {
    const theirs = values(peer, row.key);
    return [cell(theirs), ratio(median(own), median(theirs))];
  });
  return [`${row.label} (${row.better} is better)`, cell(own), ...cells];
}

function values({ runs }: SubjectResults, key: string): readonly number[] {
  return runs.map((run) => run[key] ?? Number.NaN);
}

function cell(all: readonly number[]): string {
  const middle = median(all);
  if (Number.isNaN(middle)) return '–';
  const wide = spread(all);
  return wide > 1.05 && Number.isFinite(wide)
    ? `${short(middle)} (×${wide.toFixed(1)})`
    : short(middle);
}

function ratio(own: number, theirs: number): string {
  if (Number.isNaN(own) || Number.isNaN(theirs)) return '–';
  if (theirs === 0) return own === 0 ? '1.00' : '∞';
  return (own / theirs).toFixed(2);
}

function short(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
