import { expect, test } from 'vitest';
import { createTokenBucket } from '../../../core/queue/token-bucket.ts';

test('a burst is free, what follows is spread over time', () => {
  const bucket = createTokenBucket({ ratePerSecond: 10, burst: 2 });

  const waits = [0, 0, 0, 0].map((nowMs) => bucket.reserve(nowMs));

  expect(waits).toEqual([0, 0, 100, 200]);
});

test('tokens come back with time, never more than the burst', () => {
  const bucket = createTokenBucket({ ratePerSecond: 10, burst: 1 });
  bucket.tryTake(0);

  expect(bucket.tryTake(50)).toBe(false);
  expect(bucket.tryTake(100)).toBe(true);
  expect(bucket.tryTake(10_000)).toBe(true);
  expect(bucket.tryTake(10_000)).toBe(false);
});
