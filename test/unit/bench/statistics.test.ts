import { expect, test } from 'vitest';
import { requestsOf } from '../../../bench/measure/requests.ts';
import { median, percentile, spread } from '../../../bench/measure/statistics.ts';
import { ratioCell } from '../../../bench/report/cells.ts';

test('a percentile is the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([], 0.5)).toBeNaN();
});

test('median and spread leave out what is not known', () => {
  expect(median([3, Number.NaN, 1])).toBe(2);
  expect(median([])).toBeNaN();
  expect(spread([3, Number.NaN, 2])).toBe(1.5);
});

test.each([
  { own: 1, theirs: 2, cell: '0.50' },
  { own: 1, theirs: 0, cell: '∞' },
  { own: 0, theirs: 0, cell: '1.00' },
  { own: 9, theirs: 10_023, cell: '< 0.01' },
  { own: Number.NaN, theirs: 1, cell: '–' },
])('$own divided by $theirs is shown as $cell', ({ own, theirs, cell }) => {
  expect(ratioCell(own, theirs)).toBe(cell);
});

test('requests are summed by verb, lease renewals left out', () => {
  const common = { user: 'operator', group: '', subresource: '', code: 200 };

  const requests = requestsOf([
    { ...common, verb: 'patch', resource: 'deployments', count: 20 },
    { ...common, verb: 'patch', resource: 'services', count: 20 },
    { ...common, verb: 'create', resource: 'events', count: 3 },
    { ...common, verb: 'update', resource: 'leases', count: 9 },
  ]);

  expect(requests).toEqual({ total: 43, events: 3, byVerb: { patch: 40, create: 3 } });
});
