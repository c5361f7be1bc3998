import { expect, test } from 'vitest';
import type { DecisionRecord } from '../../../core/reconcile/decision-record.ts';
import { createRecordRing } from '../../../core/reconcile/record-ring.ts';

function aRecord(change: Partial<DecisionRecord>): DecisionRecord {
  return {
    crd: 'website',
    object: 'default/web',
    uid: 'u1',
    generation: 1,
    reconcileId: '1',
    lane: 'change',
    atMs: 0,
    durationMs: 1,
    attempt: 1,
    outcome: 'settled',
    message: '',
    stages: [],
    entries: [],
    status: { written: false, fields: [] },
    writes: 0,
    ...change,
  };
}

test('the newest record comes first and the ring is bounded', () => {
  const ring = createRecordRing({ perObject: 2 });

  for (const generation of [1, 2, 3]) ring.add(aRecord({ generation }));

  expect(ring.list('default/web').map(({ generation }) => generation)).toEqual([3, 2]);
});

test('cycles in a row that did nothing are told once', () => {
  const ring = createRecordRing();

  ring.add(aRecord({ atMs: 1, writes: 2 }));
  ring.add(aRecord({ atMs: 2 }));
  ring.add(aRecord({ atMs: 3 }));

  expect(ring.list('default/web').map(({ atMs }) => atMs)).toEqual([3, 1]);
});

test('the object longest untouched is forgotten first', () => {
  const ring = createRecordRing({ objects: 2 });

  for (const object of ['a', 'b', 'a', 'c']) ring.add(aRecord({ object }));

  expect(ring.list('b')).toEqual([]);
  expect(ring.list('a')).toHaveLength(1);
  expect(ring.list('c')).toHaveLength(1);
});
