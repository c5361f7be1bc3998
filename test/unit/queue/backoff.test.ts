import { expect, test } from 'vitest';
import { backoffDelayMs, ITEM_BACKOFF } from '../../../core/queue/backoff.ts';

test.each([
  { failures: 1, random: 0, delayMs: 5 },
  { failures: 2, random: 0, delayMs: 10 },
  { failures: 11, random: 0, delayMs: 5_120 },
  { failures: 30, random: 0, delayMs: 1_000_000 },
  { failures: 5_000, random: 0, delayMs: 1_000_000 },
  { failures: 2, random: 0.5, delayMs: 9 },
])('after $failures failures an item waits $delayMs ms (draw $random)', (row) => {
  expect(backoffDelayMs(ITEM_BACKOFF, row.failures, row.random)).toBeCloseTo(row.delayMs);
});
