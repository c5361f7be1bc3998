import { median, spread } from '../measure/statistics.ts';

/** Rows as a Markdown table, aligned as the formatter wants it; the first one is the heading. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [heading = [], ...others] = rows;
  const widths = heading.map((_, column) =>
    Math.max(3, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [heading, rule, ...others].map(lineOf).join('\n');
}

/** Median of some runs, with the spread between them if there is any to speak of. */
export function figureCell(runs: readonly number[]): string {
  const middle = median(runs);
  if (Number.isNaN(middle)) return '–';
  const wide = spread(runs);
  return wide > 1.05 && Number.isFinite(wide)
    ? `${short(middle)} (×${wide.toFixed(1)})`
    : short(middle);
}

/** One median divided by the other. */
export function ratioCell(own: number, theirs: number): string {
  if (Number.isNaN(own) || Number.isNaN(theirs)) return '–';
  if (theirs === 0) return own === 0 ? '1.00' : '∞';
  const ratio = own / theirs;
  return ratio > 0 && ratio < 0.01 ? '< 0.01' : ratio.toFixed(2);
}

/** Three digits are as many as a measurement of this kind has. */
export function short(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
