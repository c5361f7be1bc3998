import { expect, test } from 'vitest';
import { createBatchSize } from '../../../core/queue/batch-size.ts';

const limits = { longestMs: 8, mostKeys: 64 };

test('full turns that are short let the batch grow to the most', () => {
  const batch = createBatchSize(limits);
  const sizes: number[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    sizes.push(batch.keys);
    batch.took(1, batch.keys);
  }

  expect(sizes).toEqual([4, 8, 16, 32, 64, 64]);
});

test('a turn that was not full says nothing about a larger batch', () => {
  const batch = createBatchSize(limits);

  batch.took(1, 3);

  expect(batch.keys).toBe(4);
});

test('turns that are too long let it shrink to one key, those in between leave it', () => {
  const batch = createBatchSize(limits);

  batch.took(6, 4);
  const left = batch.keys;
  for (let turn = 0; turn < 4; turn += 1) batch.took(20, batch.keys);

  expect([left, batch.keys]).toEqual([4, 1]);
});
