import { expect, test } from 'vitest';
import { parseLabelSelector } from '../../../plugins/devcluster/selectors/label-selector.ts';
import {
  objectLabelSelector,
  printLabelSelector,
} from '../../../plugins/devcluster/selectors/object-label-selector.ts';

test.each([
  { text: '', labels: {}, matches: true },
  { text: 'a', labels: { a: '' }, matches: true },
  { text: '!a', labels: { a: '' }, matches: false },
  { text: 'a!=b', labels: {}, matches: true },
  { text: 'a notin (b,c)', labels: {}, matches: true },
  { text: 'a in (b,c),d=e', labels: { a: 'c', d: 'e' }, matches: true },
  { text: 'a in (b,c),d=e', labels: { a: 'c' }, matches: false },
  { text: 'a>5', labels: { a: '10' }, matches: true },
  { text: 'a<5', labels: { a: 'x' }, matches: false },
  { text: 'example.com/a==b', labels: { 'example.com/a': 'b' }, matches: true },
])('the selector "$text" on $labels is $matches', ({ text, labels, matches }) => {
  expect(parseLabelSelector(text)(labels)).toBe(matches);
});

test('an unreadable requirement is refused', () => {
  expect(() => parseLabelSelector('a b')).toThrow('unable to parse requirement');
});

test('an absent selector of a spec matches nothing, an empty one everything', () => {
  expect(objectLabelSelector(undefined)({})).toBe(false);
  expect(objectLabelSelector({})({})).toBe(true);
});

test('a selector of a spec is printed as text', () => {
  const selector = {
    matchLabels: { b: '2' },
    matchExpressions: [
      { key: 'a', operator: 'In', values: ['x', 'y'] },
      { key: 'c', operator: 'DoesNotExist' },
    ],
  };

  expect(printLabelSelector(selector)).toBe('!c,a in (x,y),b=2');
});
