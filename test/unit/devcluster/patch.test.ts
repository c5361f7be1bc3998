import { expect, test } from 'vitest';
import { applyJsonPatch } from '../../../plugins/devcluster/patch/json-patch.ts';
import { applyMergePatch } from '../../../plugins/devcluster/patch/merge-patch.ts';
import { applyStrategicMergePatch } from '../../../plugins/devcluster/patch/strategic-merge-patch.ts';

test.each([
  { target: { a: 'b' }, patch: { a: 'c' }, result: { a: 'c' } },
  { target: { a: 'b' }, patch: { a: null }, result: {} },
  { target: { a: { b: 'c' } }, patch: { a: { b: 'd', c: null } }, result: { a: { b: 'd' } } },
  { target: { a: [1, 2] }, patch: { a: [3] }, result: { a: [3] } },
  { target: {}, patch: { a: { bb: { ccc: null } } }, result: { a: { bb: {} } } },
])('merging $patch into $target gives $result', ({ target, patch, result }) => {
  expect(applyMergePatch(target, patch)).toEqual(result);
});

test.each([
  { name: 'appends', patch: [{ op: 'add', path: '/list/-', value: 3 }], list: [1, 2, 3] },
  { name: 'inserts', patch: [{ op: 'add', path: '/list/0', value: 0 }], list: [0, 1, 2] },
  { name: 'moves', patch: [{ op: 'move', from: '/list/0', path: '/list/1' }], list: [2, 1] },
  { name: 'replaces', patch: [{ op: 'replace', path: '/list/1', value: 9 }], list: [1, 9] },
])('a JSON patch $name in a list', ({ patch, list }) => {
  expect(applyJsonPatch({ list: [1, 2] }, patch)).toEqual({ list });
});

test.each([
  { name: 'an index past the end', patch: [{ op: 'add', path: '/list/9', value: 1 }] },
  { name: 'a missing parent', patch: [{ op: 'add', path: '/no/where', value: 1 }] },
  { name: 'a missing value', patch: [{ op: 'remove', path: '/no' }] },
  { name: 'an unknown operation', patch: [{ op: 'melt', path: '/list' }] },
  { name: 'a path without a slash', patch: [{ op: 'remove', path: 'list' }] },
])('a JSON patch with $name is refused', ({ patch }) => {
  expect(() => applyJsonPatch({ list: [1, 2] }, patch)).toThrow('the server rejected our request');
});

const SCHEMA = {
  properties: {
    items: {
      type: 'array',
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'name',
      items: { type: 'object', properties: { name: { type: 'string' } } },
    },
    tags: { type: 'array', 'x-kubernetes-patch-strategy': 'merge', items: { type: 'string' } },
    plain: { type: 'array', items: { type: 'string' } },
  },
};

test.each([
  {
    name: 'merges items by their key',
    target: { items: [{ name: 'a', x: 1 }, { name: 'b' }] },
    patch: { items: [{ name: 'a', y: 2 }] },
    result: { items: [{ name: 'a', x: 1, y: 2 }, { name: 'b' }] },
  },
  {
    name: 'deletes an item',
    target: { items: [{ name: 'a' }, { name: 'b' }] },
    patch: { items: [{ name: 'a', $patch: 'delete' }] },
    result: { items: [{ name: 'b' }] },
  },
  {
    name: 'replaces a list',
    target: { items: [{ name: 'a' }] },
    patch: { items: [{ $patch: 'replace' }, { name: 'z' }] },
    result: { items: [{ name: 'z' }] },
  },
  {
    name: 'deletes from a list of values',
    target: { tags: ['a', 'b'] },
    patch: { '$deleteFromPrimitiveList/tags': ['a'] },
    result: { tags: ['b'] },
  },
  {
    name: 'orders a list',
    target: { items: [{ name: 'a' }, { name: 'b' }] },
    patch: { '$setElementOrder/items': [{ name: 'b' }, { name: 'a' }] },
    result: { items: [{ name: 'b' }, { name: 'a' }] },
  },
  {
    name: 'replaces what has no strategy',
    target: { plain: ['a'] },
    patch: { plain: ['b'] },
    result: { plain: ['b'] },
  },
])('a strategic merge patch $name', ({ target, patch, result }) => {
  expect(applyStrategicMergePatch(SCHEMA, target, patch)).toEqual(result);
});

test('an item without its merge key is refused', () => {
  const patch = { items: [{ x: 1 }] };

  expect(() => applyStrategicMergePatch(SCHEMA, { items: [] }, patch)).toThrow(
    'does not contain declared merge key: name',
  );
});
