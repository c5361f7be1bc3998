import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/katalog/index.ts';
import { aProvider } from './a-provider.ts';

const CRD = JSON.stringify({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'apps.t.example.org' },
  spec: {
    group: 't.example.org',
    names: { kind: 'App', plural: 'apps' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              status: {
                type: 'object',
                properties: {
                  size: { type: 'string', enum: ['small', 'large'] },
                  text: { type: 'string', maxLength: 5, pattern: '^[a-z]+$' },
                  plain: { type: 'string' },
                  count: { type: 'integer', minimum: 1, maximum: 3 },
                  ratio: { type: 'number' },
                  ok: { type: 'boolean' },
                  list: { type: 'array', items: { type: 'string' } },
                  map: { type: 'object', properties: { a: { type: 'string' } } },
                  port: { 'x-kubernetes-int-or-string': true },
                  free: { 'x-kubernetes-preserve-unknown-fields': true },
                },
              },
            },
          },
        },
      },
    ],
  },
});

async function problemsOf(field: string): Promise<readonly string[]> {
  const { problems } = await compile({
    documents: [
      {
        file: 'k.yaml',
        text: `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: t }
spec:
  crds:
    app:
      apiTypes: { group: t.example.org, version: v1, kind: App, plural: apps }
      operatorBox:
        status:
          fields:
            - ${field}
`,
      },
      { file: 'crd.yaml', text: CRD },
    ],
    providers: [aProvider()],
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5 },
  });
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ column, line, message }) => `${line}:${column} ${message}`);
}

describe('a value that the schema can never take is refused', () => {
  test.each([
    {
      field: '{ path: size, value: medium }',
      told: 'status.size becomes "medium", which the CRD\'s schema refuses: expected one of small, large',
    },
    { field: '{ path: size, value: smal }', told: 'did you mean small?' },
    {
      field: "{ path: size, value: \"{% spec.x ? 'small' : 'big' %}\" }",
      told: 'status.size becomes "big"',
    },
    {
      field:
        '{ path: size, value: "{{ if .spec.x }}small{{ else if .spec.y }}huge{{ else }}large{{ end }}" }',
      told: 'status.size becomes "huge"',
    },
    {
      field: '{ path: size, expr: "spec.a = spec.b" }',
      told: 'status.size becomes a value of type boolean',
    },
    {
      field: '{ path: size, value: small, type: bool }',
      told: 'type is boolean, but status.size is string',
    },
    { field: '{ path: text, value: UPPER }', told: 'expected a text that matches ^[a-z]+$' },
    { field: '{ path: text, value: toolong }', told: 'expected at most 5 characters' },
    {
      field: '{ path: plain, value: "1", type: int }',
      told: 'type is integer, but status.plain is string',
    },
    {
      field: '{ path: count, value: many }',
      told: 'status.count becomes "many", which the CRD\'s schema refuses: expected integer',
    },
    { field: '{ path: count, value: "7" }', told: 'expected at most 3' },
    { field: '{ path: count, expr: "0" }', told: 'expected at least 1' },
    { field: '{ path: count, expr: "spec.a > 1" }', told: 'a value of type boolean' },
    {
      field: '{ path: count, value: x, type: string }',
      told: 'type is string, but status.count is integer',
    },
    { field: '{ path: count, expr: "{\'a\': 1}" }', told: 'a value of type object' },
    { field: '{ path: ok, value: "yes" }', told: 'status.ok becomes "yes"' },
    { field: '{ path: ok, expr: "[true]" }', told: 'a value of type array' },
    { field: '{ path: list, value: a }', told: 'status.list becomes "a"' },
    {
      field: '{ path: list, value: a, type: string }',
      told: 'type is string, but status.list is array',
    },
    { field: '{ path: map, expr: "spec.a & \'x\'" }', told: 'a value of type string' },
    { field: '{ path: map, expr: "[1]" }', told: 'a value of type array' },
    {
      field: '{ path: map.a, value: "1", type: float }',
      told: 'type is number, but status.map.a is string',
    },
    {
      field: '{ path: port, value: "true", type: bool }',
      told: 'type is boolean, but status.port is integer or string',
    },
  ])('$field', async ({ field, told }) => {
    const problems = await problemsOf(field);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(told);
    expect(problems[0]).toMatch(/^11:/);
  });
});

describe('a value that the schema may take is left to the API server', () => {
  test.each([
    '{ path: size, value: small }',
    '{ path: size, value: "{{ .spec.size }}" }',
    '{ path: size, value: "{% spec.size %}" }',
    '{ path: size, value: "{{ if .spec.x }}small{{ end }}" }',
    '{ path: size, value: "{{ if .spec.x }}{{ .spec.size }}{{ else }}none{{ end }}" }',
    '{ path: text, value: abc }',
    '{ path: plain, value: "{% spec.a > 1 %}" }',
    '{ path: plain, expr: "$count(spec.a)" }',
    '{ path: plain, value: "5" }',
    '{ path: count, value: "2" }',
    '{ path: count, value: "{{ .spec.count }}" }',
    '{ path: count, expr: "$count(spec.a)" }',
    '{ path: count, value: "2", type: float }',
    '{ path: ratio, value: "2", type: int }',
    '{ path: ratio, value: "2.5" }',
    '{ path: ok, value: "true" }',
    '{ path: ok, expr: "spec.a in spec.b" }',
    '{ path: ok, expr: "$count(spec.a)" }',
    '{ path: list, expr: "spec.a[on].name" }',
    '{ path: list, expr: "\'a\'" }',
    '{ path: list, value: "{{ .spec.list }}" }',
    "{ path: map, expr: \"{'a': 'b'}\" }",
    '{ path: port, value: http }',
    '{ path: port, value: "80", type: int }',
    '{ path: free, value: anything, type: bool }',
    '{ path: free, expr: "[1]" }',
  ])('%s', async (field) => {
    expect(await problemsOf(field)).toEqual([]);
  });
});
