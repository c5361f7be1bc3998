import { expect, test } from 'vitest';
import type { Cycle } from '../../../core/reconcile/cycle.ts';
import type { EntryRecord } from '../../../core/reconcile/decision-record.ts';
import { emptyDecision } from '../../../core/reconcile/empty-decision.ts';
import { createReadyEvents } from '../../../core/runtime/ready-events.ts';
import { aCrdProgram, anObject } from '../../helpers/builders.ts';

/** A cycle in which a Job cannot be changed in some of its fields. */
function fixedIn(paths: readonly string[], reason = paths.join(', ')): Cycle {
  const object = anObject();
  const entry: EntryRecord = {
    entry: 'onReconcile.jobs[0]',
    provider: 'kubernetes',
    resource: 'jobs',
    namespace: 'default',
    name: 'web',
    decision: paths.length === 0 ? 'unchanged' : 'immutable',
    reason,
    conditions: [],
    changes: paths.map((path) => ({ path, from: 1, to: 2 })),
  };
  const snapshot = {
    object,
    observations: new Map(),
    figures: { metrics: {}, health: {} },
    environment: { nowMs: 0, randomBytes: (size: number) => new Uint8Array(size) },
  };
  return {
    decision: emptyDecision(snapshot),
    stages: [],
    acted: [],
    entries: [entry],
    seen: new Map(),
    status: { fields: [], written: false },
    began: object,
    ownWrites: 0,
    object,
    observations: new Map(),
  };
}

const stored = (reason: string) =>
  anObject({ status: { conditions: [{ type: 'Ready', status: 'False', reason }] } });

test('another field that cannot be changed is an event of its own', () => {
  const events = createReadyEvents(aCrdProgram());

  const first = events.of(anObject(), fixedIn(['spec.a']));
  const same = events.of(stored('ImmutableField'), fixedIn(['spec.a']));
  const more = events.of(stored('ImmutableField'), fixedIn(['spec.a', 'spec.b']));

  expect([first, same, more].map(({ length }) => length)).toEqual([1, 0, 1]);
  expect(more[0]?.note).toContain('ImmutableField: jobs/web spec.a, spec.b');
});

test('the same fields in other words are no news', () => {
  const events = createReadyEvents(aCrdProgram());
  events.of(anObject(), fixedIn(['spec.a'], 'spec.a; updated: spec.b'));

  expect(events.of(stored('ImmutableField'), fixedIn(['spec.a']))).toEqual([]);
});

test('what the process before told is not told again after a restart, what comes then is', () => {
  const events = createReadyEvents(aCrdProgram());

  const known = events.of(stored('ImmutableField'), fixedIn(['spec.a']));
  const next = events.of(stored('ImmutableField'), fixedIn(['spec.c']));

  expect([known.length, next.length]).toEqual([0, 1]);
});

test('what is ready in between is told anew', () => {
  const events = createReadyEvents(aCrdProgram());
  events.of(anObject(), fixedIn(['spec.a']));
  events.of(stored('ImmutableField'), fixedIn([]));

  expect(events.of(anObject(), fixedIn(['spec.a']))).toHaveLength(1);
});
