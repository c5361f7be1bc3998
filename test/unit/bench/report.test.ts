import { describe, expect, test } from 'vitest';
import { parseBenchOptions } from '../../../bench/options.ts';
import { renderReport } from '../../../bench/report/render-report.ts';

const report = {
  machine: '2 × CPU, 24 GiB',
  options: { resources: 1_000, runs: 2, memoryResources: [1_000] },
  subjects: [
    {
      name: 'orkestra',
      version: 'this checkout',
      runs: [
        { 's1.crPerSecond': 100, 's1.eventLoopP99Ms': 4 },
        { 's1.crPerSecond': 120, 's1.eventLoopP99Ms': 6 },
      ],
    },
    { name: 'peer', version: 'v1', runs: [{ 's1.crPerSecond': 55 }, {}] },
  ],
  own: { 'memory.0Mb': 80, 'memory.1000Mb': 121.4 },
  failures: ['run 2: peer: Waited 120000 ms for 1000 websites'],
};

/** The cells of the row that holds these words. */
function rowOf(words: string): readonly string[] {
  const row = renderReport(report)
    .split('\n')
    .find((line) => line.includes(words));
  return (row ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('the report of a benchmark', () => {
  test('has the median, the spread and the ratio to a peer, which may lack a run', () => {
    const row = rowOf('CR/s');

    expect(row.slice(1)).toEqual(['110 (×1.2)', '55.0', '2.00']);
  });

  test('has a dash where nothing was measured', () => {
    const row = rowOf('S5');

    expect(row.slice(1)).toEqual(['–', '–', '–']);
  });

  test('holds what only Orkestra has against its mark', () => {
    const [idle, some, delay] = [
      rowOf('RSS, 15 kinds, 0 '),
      rowOf('RSS, 15 kinds, 1,000 '),
      rowOf('Event-loop delay p99 in S1'),
    ];

    expect(idle.slice(1)).toEqual(['80.0', '≤ 90', 'reached']);
    expect(some.slice(1)).toEqual(['121', '≤ 120', 'missed']);
    expect(delay.slice(1)).toEqual(['5.00 (×1.5)', '', '']);
  });

  test('says what could not be measured', () => {
    expect(renderReport(report)).toContain('- run 2: peer: Waited 120000 ms for 1000 websites');
  });
});

describe('the options of the benchmark', () => {
  test('are three runs of a thousand custom resources by default', () => {
    expect(parseBenchOptions([])).toMatchObject({ runs: 3, resources: 1_000, only: [] });
  });

  test('leave memory out when told so', () => {
    expect(parseBenchOptions(['--skip-memory']).memoryResources).toEqual([]);
  });

  test('refuse a number that is none', () => {
    expect(() => parseBenchOptions(['--runs', 'x'])).toThrow('--runs must be a whole number');
  });
});
