import type { BenchOptions } from '../options.ts';
import type { Figures } from '../scenarios/figures.ts';
import { ownRows } from './own-rows.ts';
import { renderOwn } from './render-own.ts';
import { renderTable, type SubjectResults, valuesOf } from './render-results.ts';

/** Everything that a run of the benchmark found out. */
export interface Report {
  readonly machine: string;
  readonly options: Pick<BenchOptions, 'resources' | 'runs' | 'memoryResources'>;
  readonly subjects: readonly SubjectResults[];
  /** Of Orkestra only, measured once; absent when it was not among the subjects. */
  readonly own?: Figures;
  /** What could not be measured, and why. */
  readonly failures: readonly string[];
}

/** The report in Markdown. */
export function renderReport({ machine, options, subjects, own, failures }: Report): string {
  const { resources, runs, memoryResources } = options;
  const many = `medians of ${runs} ${runs === 1 ? 'run' : 'runs'}`;
  const [first] = subjects;
  const sections = [
    `Machine: ${machine}; ${resources} custom resources; ${many}, (×n) is the spread between runs.`,
    renderTable(subjects),
  ];
  if (own !== undefined && first !== undefined) {
    const values = (key: string): readonly number[] => {
      const once = own[key];
      return once === undefined ? valuesOf(first, key) : [once];
    };
    sections.push(renderOwn(ownRows(memoryResources), values));
  }
  if (failures.length > 0)
    sections.push(['Not measured:', '', ...failures.map((line) => `- ${line}`)].join('\n'));
  return sections.join('\n\n');
}
