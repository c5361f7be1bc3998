import { expect, test } from 'vitest';
import { createPostponedStatuses } from '../../../core/runtime/postponed-statuses.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';

function aRecord(areChangesWaiting = false) {
  const clock = fakeClock();
  return { clock, postponed: createPostponedStatuses(clock, () => areChangesWaiting) };
}

test('a single change waits for nothing, however often it comes', () => {
  const { postponed } = aRecord();

  postponed.changed('a');
  postponed.changed('a');

  expect(postponed.mustWait('a')).toBe(false);
});

test('a status waits while others change, and no longer than that', async () => {
  const { clock, postponed } = aRecord();
  postponed.changed('a');
  postponed.changed('b');

  const during = [postponed.mustWait('a'), postponed.mustWait('b')];
  await clock.advance(250);

  expect(during).toEqual([true, true]);
  expect([postponed.mustWait('a'), postponed.mustWait('b')]).toEqual([false, false]);
});

test('changes that wait for a worker count too', () => {
  const { postponed } = aRecord(true);

  expect(postponed.mustWait('a')).toBe(true);
});

test('in a flood without end a status waits for five seconds', async () => {
  const { clock, postponed } = aRecord(true);
  postponed.postpone('a');

  await clock.advance(4_999);
  const before = postponed.mustWait('a');
  await clock.advance(1);

  expect([before, postponed.mustWait('a')]).toEqual([true, false]);
});

test('what was written waits anew the next time', async () => {
  const { clock, postponed } = aRecord(true);
  postponed.postpone('a');
  await clock.advance(5_000);

  postponed.forget('a');

  expect([postponed.has('a'), postponed.mustWait('a')]).toEqual([false, true]);
});
