import { expect, test } from 'vitest';
import { withConditions } from '../../../core/object/conditions.ts';

const noon = Date.UTC(2026, 0, 2, 12, 0, 0);
const ready = { type: 'Ready', reason: 'ReconcileSucceeded', message: '' } as const;

test('a new condition takes the present time', () => {
  const conditions = withConditions(undefined, [{ ...ready, status: 'True' }], noon);

  expect(conditions).toEqual([
    { ...ready, status: 'True', lastTransitionTime: '2026-01-02T12:00:00Z' },
  ]);
});

test('the transition time moves only when the status does', () => {
  const before = withConditions(undefined, [{ ...ready, status: 'True' }], noon);

  const sameStatus = withConditions(
    before,
    [{ ...ready, status: 'True', reason: 'Other' }],
    noon + 60_000,
  );
  const otherStatus = withConditions(before, [{ ...ready, status: 'False' }], noon + 60_000);

  expect(sameStatus[0]).toMatchObject({
    reason: 'Other',
    lastTransitionTime: '2026-01-02T12:00:00Z',
  });
  expect(otherStatus[0]).toMatchObject({
    status: 'False',
    lastTransitionTime: '2026-01-02T12:01:00Z',
  });
});

test('conditions of other writers keep their place', () => {
  const foreign = { type: 'Synced', status: 'True' };

  const conditions = withConditions([foreign], [{ ...ready, status: 'True' }], noon);

  expect(conditions[0]).toBe(foreign);
  expect(conditions).toHaveLength(2);
});

test.each([
  { message: 'word '.repeat(60), kept: `${'word '.repeat(50).trim()} ...` },
  { message: 'x'.repeat(300), kept: `${'x'.repeat(252)} ...` },
  { message: 'x'.repeat(256), kept: 'x'.repeat(256) },
])('a message longer than 256 characters is cut after a word', ({ message, kept }) => {
  const [condition] = withConditions([], [{ ...ready, status: 'False', message }], noon);

  expect(condition).toMatchObject({ message: kept });
});
