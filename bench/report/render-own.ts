import { median } from '../measure/statistics.ts';
import { figureCell, markdownTable } from './cells.ts';
import type { OwnRow } from './own-rows.ts';

/** The table of figures that only Orkestra has, each beside its mark. */
export function renderOwn(
  rows: readonly OwnRow[],
  valuesOf: (key: string) => readonly number[],
): string {
  const lines = rows.map((row) => {
    const values = valuesOf(row.key);
    return [row.label, figureCell(values), targetCell(row), verdictCell(row, median(values))];
  });
  return markdownTable([['orkestra alone', 'measured', 'to reach', ''], ...lines]);
}

function targetCell({ target }: OwnRow): string {
  if (target === undefined) return '';
  return 'atMost' in target ? `≤ ${number(target.atMost)}` : `≥ ${number(target.atLeast)}`;
}

function verdictCell({ target }: OwnRow, value: number): string {
  if (target === undefined || Number.isNaN(value)) return '';
  const isReached = 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
  return isReached ? 'reached' : 'missed';
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
