import { expect, test } from 'vitest';
import { itemsOf } from '../../../core/reconcile/expand-entries.ts';
import { anEntry } from '../../helpers/builders.ts';

const environment = { nowMs: 0, randomBytes: (size: number) => new Uint8Array(size) };

function suffixes(items: unknown): readonly string[] {
  const entry = anEntry({ forEach: { path: ['spec', 'items'], as: 'item' } });
  const scope = { roots: { spec: { items } }, environment };
  return itemsOf(entry, scope).map(({ suffix }) => suffix);
}

test('elements that read the same have ids of their own', () => {
  expect(suffixes(['x', 'x', 1, '1', { a: 1 }, 'x#1'])).toEqual([
    '{x}',
    '{x#1}',
    '{1}',
    '{1#3}',
    '{4}',
    '{x#1#5}',
  ]);
});

test('the order of the keys of a map is theirs, not that of writing', () => {
  expect(suffixes({ b: 1, a: 2 })).toEqual(['{a}', '{b}']);
});
