import { describe, expect, test } from 'vitest';
import { lookUp, scalarTypeOf } from '../../../core/katalog/compile/crd-schema.ts';

const SCHEMA = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        image: { type: 'string' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        extra: { type: 'object', additionalProperties: true },
        open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        half: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
          properties: { count: { type: 'integer' } },
        },
        template: { type: 'object', 'x-kubernetes-embedded-resource': true },
        port: { 'x-kubernetes-int-or-string': true },
        anything: {},
        regions: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: { type: 'string' }, size: { type: 'integer' } },
          },
        },
        tags: { type: 'array' },
      },
    },
  },
};

describe('lookUp', () => {
  test.each([
    'spec',
    'spec.image',
    'spec.labels.any',
    'spec.extra.a.b',
    'spec.open.a.b',
    'spec.half.a.b',
    'spec.template.spec.x',
    'spec.anything.a',
    'spec.regions.*.name',
    'spec.regions.0.size',
    'spec.regions.name',
    'spec.tags.*',
    'spec.*',
  ])('%s may exist', (path) => {
    expect(lookUp(SCHEMA, path.split('.')).outcome).toBe('known');
  });

  test.each([
    { path: 'spec.imge', index: 1, known: expect.arrayContaining(['image']) },
    { path: 'spec.image.tag', index: 2, known: [] },
    { path: 'spec.regions.*.nmae', index: 3, known: ['name', 'size'] },
    { path: 'spec.labels.a.b', index: 3, known: [] },
  ])('$path cannot exist', ({ path, index, known }) => {
    expect(lookUp(SCHEMA, path.split('.'))).toEqual({ outcome: 'unknown', index, known });
  });
});

test('what a schema lists has a type although unknown fields are kept beside it', () => {
  expect(lookUp(SCHEMA, ['spec', 'half', 'count'])).toEqual({
    outcome: 'known',
    schema: { type: 'integer' },
  });
});

test.each([
  { schema: undefined, type: undefined },
  { schema: { type: 'string' }, type: 'string' },
  { schema: { type: 'integer' }, type: 'integer' },
  { schema: { type: 'number' }, type: 'number' },
  { schema: { type: 'boolean' }, type: 'boolean' },
  { schema: { type: 'object' }, type: 'auto' },
  { schema: { type: 'array' }, type: 'auto' },
  { schema: { 'x-kubernetes-int-or-string': true }, type: 'auto' },
  { schema: {}, type: undefined },
])('a field of $schema is written as $type', ({ schema, type }) => {
  expect(scalarTypeOf(schema)).toBe(type);
});
