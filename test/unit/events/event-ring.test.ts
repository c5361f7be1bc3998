import { describe, expect, test } from 'vitest';
import { createEventRing, type EventRing } from '../../../core/events/event-ring.ts';

const HOUR_MS = 3_600_000;

/** Adds an event about an object at a time. */
function tell(
  ring: EventRing,
  object: string,
  note: string,
  { nowMs = 0, uid = `uid-${object}` } = {},
): void {
  const regarding = {
    apiVersion: 'example.com/v1',
    kind: 'Web',
    metadata: { name: object, namespace: 'ns', uid },
  };
  const event = { type: 'Normal', reason: 'WebReconciled', action: 'Reconcile', note } as const;
  ring.add(object, { regarding, event, nowMs });
}

const notesOf = (ring: EventRing, object: string): readonly string[] =>
  ring.list(object).map(({ note }) => note);

describe('the event ring', () => {
  test('tells the newest first, with who, what and when', () => {
    const ring = createEventRing();

    tell(ring, 'a', 'created', { nowMs: 1_000 });
    tell(ring, 'a', 'updated', { nowMs: 2_000 });

    expect(notesOf(ring, 'a')).toEqual(['updated', 'created']);
    expect(ring.list('a')[0]).toEqual({
      type: 'Normal',
      reason: 'WebReconciled',
      note: 'updated',
      source: 'orkestra.orkspace.io/konductor',
      regarding: { kind: 'Web', namespace: 'ns', name: 'a', uid: 'uid-a' },
      count: 1,
      firstMs: 2_000,
      lastMs: 2_000,
    });
  });

  test('folds repeats, whatever numbers stand in the note and whatever came in between', () => {
    const ring = createEventRing();

    tell(ring, 'a', 'failed, attempt 1', { nowMs: 1_000 });
    tell(ring, 'a', 'created', { nowMs: 2_000 });
    tell(ring, 'a', 'failed, attempt 2', { nowMs: 3_000 });

    expect(ring.list('a')).toMatchObject([
      { note: 'failed, attempt 2', count: 2, firstMs: 1_000, lastMs: 3_000 },
      { note: 'created', count: 1 },
    ]);
  });

  test.each([
    { bound: { perObject: 3 }, kept: { a: 3, b: 3, c: 3 } },
    { bound: { objects: 2 }, kept: { a: 0, b: 5, c: 5 } },
    { bound: { events: 10 }, kept: { a: 0, b: 5, c: 5 } },
  ])('keeps to $bound, the objects longest quiet are forgotten first', ({ bound, kept }) => {
    const ring = createEventRing(bound);

    for (const object of ['a', 'b', 'c'])
      for (const word of ['v', 'w', 'x', 'y', 'z']) tell(ring, object, word);

    const sizes = Object.fromEntries(['a', 'b', 'c'].map((key) => [key, ring.list(key).length]));
    expect(sizes).toEqual(kept);
  });

  test('cuts notes as the cluster would', () => {
    const ring = createEventRing();

    tell(ring, 'a', 'x'.repeat(5_000));

    expect(Buffer.byteLength(notesOf(ring, 'a')[0] ?? '')).toBe(1_024);
  });

  test('forgets a deleted object after a while', () => {
    const ring = createEventRing();
    tell(ring, 'a', 'created');
    ring.retire('a', 0);

    tell(ring, 'b', 'created', { nowMs: 60_000 });
    const early = notesOf(ring, 'a');
    tell(ring, 'b', 'updated', { nowMs: HOUR_MS });

    expect(early).toEqual(['created']);
    expect(notesOf(ring, 'a')).toEqual([]);
  });

  test('does not forget a new object for the sake of a deleted one of its name', () => {
    const ring = createEventRing();
    tell(ring, 'a', 'created');
    ring.retire('a', 0);
    tell(ring, 'a', 'created', { uid: 'uid-new' });

    tell(ring, 'b', 'created', { nowMs: HOUR_MS });

    expect(ring.list('a').map(({ count, regarding }) => [regarding.uid, count])).toEqual([
      ['uid-new', 1],
      ['uid-a', 1],
    ]);
  });
});
