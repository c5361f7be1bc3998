import { expect, test } from 'vitest';
import { textOf } from '../../../core/errors.ts';
import type { StatusFieldRecord } from '../../../core/reconcile/decision-record.ts';
import { statusFault } from '../../../core/reconcile/status-fault.ts';

function field(path: string, error: string): StatusFieldRecord {
  return { path, outcome: 'refused', conditions: [], error };
}

test.each([
  {
    title: 'a rule that refuses several fields is told once',
    fields: [field('min', 'min <= max | both'), field('max', 'min <= max | both')],
    text: 'status.min, status.max were refused: min <= max | both',
  },
  {
    title: 'each other cause is told with its field',
    fields: [field('a', 'too long'), field('b', 'not a number'), field('c', 'too long')],
    text: 'status.a, status.c were refused: too long; status.b was refused: not a number',
  },
])('$title', ({ fields, text }) => {
  expect(textOf(statusFault(fields))).toBe(text);
});
