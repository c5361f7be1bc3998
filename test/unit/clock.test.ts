import { expect, test } from 'vitest';
import { systemClock } from '../../core/clock.ts';

test('a sleep ends at once when aborted', async () => {
  const stop = new AbortController();
  const sleeping = systemClock.sleep(3_600_000, stop.signal);

  stop.abort();

  await expect(sleeping).resolves.toBeUndefined();
});

test('a sleep longer than one timer can wait does not end at once', async () => {
  const stop = new AbortController();
  let isOver = false;
  const sleeping = systemClock.sleep(30 * 86_400_000, stop.signal).then(() => {
    isOver = true;
  });

  await systemClock.sleep(20);

  expect(isOver).toBe(false);
  stop.abort();
  await sleeping;
});
