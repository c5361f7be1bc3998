import { expect, test } from 'vitest';
import { compileCellPath } from '../../../plugins/devcluster/table/cell-path.ts';
import { humanDuration } from '../../../plugins/devcluster/table/human-duration.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

test.each([
  { ms: 0, text: '0s' },
  { ms: 119 * SECOND, text: '119s' },
  { ms: 130 * SECOND, text: '2m10s' },
  { ms: 11 * 60 * SECOND, text: '11m' },
  { ms: 3.5 * HOUR, text: '3h30m' },
  { ms: 9 * HOUR, text: '9h' },
  { ms: 50 * HOUR, text: '2d2h' },
  { ms: 30 * DAY, text: '30d' },
  { ms: 800 * DAY, text: '2y70d' },
  { ms: -5 * SECOND, text: '<invalid>' },
])('$ms ms are shown as $text', ({ ms, text }) => {
  expect(humanDuration(ms)).toBe(text);
});

const OBJECT = {
  metadata: { labels: { 'a.b/c': 'label' } },
  spec: { replicas: 3, hosts: [{ name: 'one' }, { name: 'two' }] },
  status: {
    conditions: [
      { type: 'Synced', status: 'False' },
      { type: 'Ready', status: 'True' },
    ],
  },
};

test.each([
  { path: '.spec.replicas', cell: 3 },
  { path: '.spec.hosts[1].name', cell: 'two' },
  { path: '.spec.hosts[-1].name', cell: 'two' },
  { path: '.spec.hosts[*].name', cell: 'one,two' },
  { path: String.raw`.metadata.labels.a\.b/c`, cell: 'label' },
  { path: `.metadata.labels['a.b/c']`, cell: 'label' },
  { path: '.status.conditions[?(@.type=="Ready")].status', cell: 'True' },
  { path: '.spec.missing', cell: undefined },
])('the column path $path reads $cell', ({ path, cell }) => {
  expect(compileCellPath(path)?.(OBJECT)).toBe(cell);
});

test('a path of another form compiles to nothing', () => {
  expect(compileCellPath('.spec..replicas')).toBeUndefined();
});
