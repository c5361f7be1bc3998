import { expect, test } from 'vitest';
import type { EntryRecord } from '../../../core/reconcile/decision-record.ts';
import { readyCondition } from '../../../core/reconcile/ready-condition.ts';

function entry(name: string, decision: EntryRecord['decision'], reason = decision): EntryRecord {
  const place = { entry: name, provider: 'kubernetes', resource: 'configMaps', namespace: 'd' };
  return { ...place, name, decision, reason, conditions: [] };
}

const dropped = { ...entry('d', 'updated'), stored: [{ path: 'spec.a', from: 1 }] };

test.each([
  {
    title: 'one object speaks for itself',
    entries: [entry('a', 'unchanged'), entry('b', 'immutable', 'cannot be changed' as 'immutable')],
    reason: 'ImmutableField',
    message: 'configMaps/b cannot be changed',
  },
  {
    title: 'several begin with their count, what is skipped left out',
    entries: [
      entry('a', 'unchanged'),
      entry('b', 'foreign'),
      entry('c', 'foreign'),
      entry('e', 'skipped'),
    ],
    reason: 'ChildOwned',
    message: '2 of 3 objects: configMaps/b foreign; configMaps/c foreign',
  },
  {
    title: 'the most important cause comes first, the others after it',
    entries: [entry('a', 'pending'), entry('b', 'foreign'), dropped, entry('c', 'immutable')],
    reason: 'ImmutableField',
    message:
      '4 of 4 objects: configMaps/c immutable; configMaps/b foreign; not stored: configMaps/d spec.a; configMaps/a pending',
  },
])('$title', ({ entries, message, reason }) => {
  expect(readyCondition(undefined, entries)).toEqual({
    type: 'Ready',
    status: 'False',
    reason,
    message,
  });
});
