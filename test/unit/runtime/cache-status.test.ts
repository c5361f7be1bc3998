import { expect, test } from 'vitest';
import { cacheStatuses } from '../../../core/runtime/cache-status.ts';

const web = { group: 'example.com', version: 'v1', kind: 'Web' };
const secret = { group: '', version: 'v1', kind: 'Secret' };

test('the cache of a kind that heard nothing for longest speaks for it', () => {
  const states = [
    { gvk: web, lastSyncMs: 9_000 },
    { gvk: secret, lastSyncMs: 8_000 },
    { gvk: secret, lastSyncMs: 4_000 },
    { gvk: secret },
  ];

  expect(cacheStatuses(states, 10_000)).toEqual([
    { gvk: 'example.com/v1/Web', lagMs: 1_000 },
    { gvk: 'v1/Secret', lagMs: 6_000 },
  ]);
});

test('a cache that was never filled has no lag, and a clock set back makes none negative', () => {
  const states = [{ gvk: web }, { gvk: secret, lastSyncMs: 5_000 }];

  expect(cacheStatuses(states, 4_000)).toEqual([
    { gvk: 'example.com/v1/Web' },
    { gvk: 'v1/Secret', lagMs: 0 },
  ]);
});
