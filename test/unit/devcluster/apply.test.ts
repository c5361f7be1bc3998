import { expect, test } from 'vitest';
import { compare } from '../../../plugins/devcluster/apply/compare.ts';
import { fieldSetOf } from '../../../plugins/devcluster/apply/field-set-of.ts';
import {
  decodeFieldsV1,
  encodeFieldsV1,
  printPath,
} from '../../../plugins/devcluster/apply/fields-v1.ts';
import { merge } from '../../../plugins/devcluster/apply/merge.ts';

const SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    limits: {
      type: 'object',
      'x-kubernetes-map-type': 'atomic' as const,
      additionalProperties: { type: 'string' },
    },
    plain: { type: 'array', items: { type: 'string' } },
    tags: { type: 'array', 'x-kubernetes-list-type': 'set' as const, items: { type: 'string' } },
    ports: {
      type: 'array',
      'x-kubernetes-list-type': 'map' as const,
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
      items: {
        type: 'object',
        properties: {
          port: { type: 'integer' },
          protocol: { type: 'string', default: 'TCP' },
          note: { type: 'string' },
        },
      },
    },
  },
};

test('an applied configuration owns leaves, keys and items, and atomic parts as a whole', () => {
  const set = fieldSetOf(SCHEMA, {
    name: 'x',
    labels: { a: 'b' },
    limits: { cpu: '1' },
    plain: ['x'],
    tags: ['t'],
    ports: [{ port: 80 }],
  });

  expect(encodeFieldsV1(set)).toEqual({
    'f:labels': { 'f:a': {} },
    'f:limits': {},
    'f:name': {},
    'f:plain': {},
    'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } },
    'f:tags': { 'v:"t"': {} },
  });
});

test('fieldsV1 survives decoding and encoding', () => {
  const encoded = {
    'f:spec': { '.': {}, 'f:ports': { 'k:{"port":80}': { '.': {}, 'f:port': {} } } },
  };

  expect(encodeFieldsV1(decodeFieldsV1(encoded))).toEqual(encoded);
});

test('what comes as a whole is added with all that is in it', () => {
  const { added, modified, removed } = compare(
    SCHEMA,
    { name: 'x', tags: ['a'] },
    { name: 'y', tags: ['b'], labels: { a: 'b' } },
  );

  expect(encodeFieldsV1(added)).toEqual({
    'f:labels': { '.': {}, 'f:a': {} },
    'f:tags': { 'v:"b"': {} },
  });
  expect(encodeFieldsV1(modified)).toEqual({ 'f:name': {} });
  expect(encodeFieldsV1(removed)).toEqual({ 'f:tags': { 'v:"a"': {} } });
});

test.each([
  { name: 'keeps items of others', live: ['a', 'b'], config: ['c'], result: ['a', 'b', 'c'] },
  {
    name: 'takes the order of the configuration',
    live: ['a', 'b'],
    config: ['b', 'a'],
    result: ['b', 'a'],
  },
  {
    name: 'places new items by their neighbours',
    live: ['a', 'c'],
    config: ['a', 'b', 'c'],
    result: ['a', 'b', 'c'],
  },
])('merging a set $name', ({ live, config, result }) => {
  expect(merge(SCHEMA.properties.tags, live, config)).toEqual(result);
});

test('merging an item finds it by its keys, defaults included', () => {
  const live = { ports: [{ port: 80, protocol: 'TCP', note: 'kept' }] };

  expect(merge(SCHEMA, live, { ports: [{ port: 80 }] })).toEqual(live);
});

test.each([
  { path: ['f:spec', 'f:replicas'], text: '.spec.replicas' },
  { path: ['f:c', 'k:{"name":"web"}', 'f:image'], text: '.c[name="web"].image' },
  { path: ['f:p', 'k:{"port":80,"protocol":"TCP"}'], text: '.p[port=80,protocol="TCP"]' },
  { path: ['f:tags', 'v:"x"'], text: '.tags[="x"]' },
])('the path $text is printed as conflicts name it', ({ path, text }) => {
  expect(printPath(path)).toBe(text);
});
