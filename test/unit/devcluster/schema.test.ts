import { expect, test } from 'vitest';
import { applyDefaults } from '../../../plugins/devcluster/schema/apply-defaults.ts';
import { findTypeMismatch } from '../../../plugins/devcluster/schema/check-types.ts';
import { hasFormat } from '../../../plugins/devcluster/schema/formats.ts';
import { linkDefinitions } from '../../../plugins/devcluster/schema/link-definitions.ts';
import { matchesPattern } from '../../../plugins/devcluster/schema/pattern.ts';
import { prune } from '../../../plugins/devcluster/schema/prune.ts';
import { validate } from '../../../plugins/devcluster/schema/validate.ts';
import { loadKubernetesApi } from '../../../schemas/index.ts';

test('defaults fill objects that are there, and replace nulls that may not be', () => {
  const schema = {
    properties: {
      a: { type: 'string', default: 'x' },
      b: { type: 'string', default: 'x', nullable: true },
      deep: { type: 'object', properties: { c: { type: 'string', default: 'y' } } },
      list: { type: 'array', items: { properties: { d: { default: 'z' } } } },
    },
  };
  const value = { a: null, b: null, list: [{}] };

  applyDefaults(schema, value);

  expect(value).toEqual({ a: 'x', b: null, list: [{ d: 'z' }] });
});

test('pruning reports what it removes and spares what is to be preserved', () => {
  const schema = {
    properties: {
      known: { type: 'string' },
      open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      list: { type: 'array', items: { type: 'object', properties: { a: {} } } },
      embedded: {
        type: 'object',
        'x-kubernetes-embedded-resource': true,
        properties: { spec: {} },
      },
    },
  };
  const value = {
    known: 'x',
    unknown: 1,
    open: { any: 1 },
    list: [{ a: 1 }, { b: 2 }],
    embedded: { kind: 'X', metadata: {}, other: 1 },
  };

  expect(prune(schema, value)).toEqual(['unknown', 'list[1].b', 'embedded.other']);
  expect(value).toEqual({
    known: 'x',
    open: { any: 1 },
    list: [{ a: 1 }, {}],
    embedded: { kind: 'X', metadata: {} },
  });
});

test.each([
  { schema: { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, value: { a: 1 }, count: 0 },
  {
    schema: { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    value: { a: 1, b: 1 },
    count: 1,
  },
  { schema: { anyOf: [{ required: ['a'] }, { required: ['b'] }] }, value: {}, count: 2 },
  { schema: { allOf: [{ required: ['a'] }, { required: ['b'] }] }, value: {}, count: 2 },
  { schema: { not: { required: ['a'] } }, value: { a: 1 }, count: 1 },
  { schema: { type: 'number', multipleOf: 0.1 }, value: 0.3, count: 0 },
  { schema: { type: 'object', minProperties: 1 }, value: {}, count: 1 },
  { schema: { type: 'array', minItems: 1 }, value: [], count: 1 },
  { schema: { type: 'string', nullable: true }, value: null, count: 0 },
])('$value against $schema has $count findings', ({ schema, value, count }) => {
  expect(validate(schema, value, 'spec')).toHaveLength(count);
});

test.each([
  { format: 'date-time', good: '2026-01-01T00:00:00Z', bad: '2026-01-01' },
  { format: 'ipv4', good: '10.0.0.1', bad: '10.0.0.256' },
  { format: 'cidr', good: '10.0.0.0/8', bad: '10.0.0.0/33' },
  { format: 'duration', good: '1h30m', bad: 'soon' },
  { format: 'uuid', good: '0b6a1f0c-58a5-4c6e-9d4e-2f1f6c1d2e3f', bad: 'x' },
  { format: 'byte', good: 'YWJj', bad: 'a' },
])('the format $format tells $good from $bad', ({ format, good, bad }) => {
  expect([hasFormat(format, good), hasFormat(format, bad)]).toEqual([true, false]);
});

test('a pattern that would backtrack for ages has an answer', () => {
  expect(matchesPattern('^(a+)+$', `${'a'.repeat(5_000)}!`)).toBe(false);
});

test('built-in definitions are linked, also those that contain themselves', async () => {
  const { definitions } = await loadKubernetesApi();

  const linked = linkDefinitions(definitions);

  const props = linked.get(
    'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps',
  );
  const pod = linked.get('io.k8s.api.core.v1.Pod');
  expect(props?.properties?.['not']?.properties?.['not']?.type).toBe('object');
  expect(
    pod?.properties?.['spec']?.properties?.['containers']?.['x-kubernetes-list-map-keys'],
  ).toEqual(['name']);
});

test('a wrong type is named in the words of Go', async () => {
  const { definitions } = await loadKubernetesApi();
  const schema = linkDefinitions(definitions).get('io.k8s.api.apps.v1.Deployment');

  expect(schema && findTypeMismatch(schema, { spec: { replicas: 'three' } })).toBe(
    'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
  );
});
