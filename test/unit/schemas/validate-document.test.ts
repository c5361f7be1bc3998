import { describe, expect, test } from 'vitest';
import {
  checkAgainst,
  loadDocumentRules,
  type SchemaProblem,
  validateDocument,
} from '../../../schemas/index.ts';

const KATALOG = {
  apiVersion: 'orkestra.orkspace.io/v1',
  kind: 'Katalog',
  metadata: { name: 'web' },
  spec: { crds: { website: { operatorBox: { workers: 3 } } } },
};

function texts(problems: readonly SchemaProblem[]): readonly string[] {
  return problems.map(({ path, message }) => `${path.join('/')}: ${message}`);
}

describe('validateDocument', () => {
  test('takes a Katalog in canonical form', () => {
    expect(validateDocument('Katalog', KATALOG)).toEqual([]);
  });

  test('tells all problems at once, with path, expectation and nearest spelling', () => {
    const crd = { operatorBox: { workers: 77, onReconcil: {} }, validation: { rules: [{}] } };
    const problems = validateDocument('Katalog', {
      ...KATALOG,
      metadata: {},
      spec: { crds: { website: crd } },
    });

    expect(problems).toContainEqual({
      path: ['spec', 'crds', 'website', 'operatorBox', 'onReconcil'],
      kind: 'unknown',
      message: 'unknown field onReconcil, did you mean onReconcile?',
      found: 'onReconcil',
      expected: expect.stringContaining('onReconcile'),
      nearest: 'onReconcile',
    });
    expect(texts(problems)).toEqual(
      expect.arrayContaining([
        'metadata/name: name is missing',
        'spec/crds/website/operatorBox/workers: workers is 77, expected a whole number from 1 to 50',
        'spec/crds/website/validation/rules/0/field: field is missing',
      ]),
    );
    expect(problems).toHaveLength(4);
  });

  test.each([
    {
      kind: 'RuntimeConfig',
      value: { port: 70_000 },
      text: 'port: port is 70000, expected a whole number from 0 to 65535',
    },
    {
      kind: 'RuntimeConfig',
      value: { logLevel: 'inf' },
      text: 'logLevel: logLevel is "inf", expected one of debug, info, warn, error, did you mean info?',
    },
    {
      kind: 'Simulate',
      value: { apiVersion: 'orkestra.orkspace.io/v1', kind: 'Simulate', metadata: { name: 'a' } },
      text: 'spec or imports: spec or imports is missing',
    },
    {
      kind: 'Komposer',
      value: {
        apiVersion: 'orkestra.orkspace.io/v1',
        kind: 'Komposer',
        metadata: { name: 'a' },
        imports: { registry: [{ oci: true }] },
      },
      text: 'imports/registry/0/url: url is missing',
    },
  ] as const)('$kind: $text', async ({ kind, value, text }) => {
    const { validate } = await loadDocumentRules(kind);

    expect(texts(validate(value))).toEqual([text]);
  });
});

describe('checkAgainst', () => {
  const schema = {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: {
      name: { type: 'string', pattern: '^[a-z]+$' },
      port: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'string' }] },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      mounts: { type: 'array', minItems: 1, items: { $ref: '#/$defs/mount' } },
      env: { oneOf: [{ type: 'array', items: { $ref: '#/$defs/mount' } }, { type: 'object' }] },
    },
    patternProperties: { '^x-': { type: 'boolean' } },
    $defs: {
      mount: { type: 'object', required: ['path'], properties: { path: { type: 'string' } } },
    },
  };

  test.each([
    {
      value: { name: 'web', port: 80, labels: { a: 'b' }, mounts: [{ path: '/' }], 'x-a': true },
      expected: [],
    },
    { value: 3, expected: [': the document is 3, expected a map'] },
    { value: { port: 'http' }, expected: ['name: name is missing'] },
    {
      value: { name: 'Web' },
      expected: ['name: name is "Web", expected a text that matches ^[a-z]+$'],
    },
    {
      value: { name: 'w', port: true },
      expected: ['port: port is true, expected a whole number or a text'],
    },
    { value: { name: 'w', labels: { a: 1 } }, expected: ['labels/a: a is 1, expected a text'] },
    {
      value: { name: 'w', mounts: [] },
      expected: ['mounts: mounts is a list, expected a list with at least 1 of them'],
    },
    { value: { name: 'w', mounts: [{}] }, expected: ['mounts/0/path: path is missing'] },
    { value: { name: 'w', env: [{}] }, expected: ['env/0/path: path is missing'] },
    { value: { name: 'w', 'x-a': 1 }, expected: ['x-a: x-a is 1, expected true or false'] },
    {
      value: { name: 'w', label: {} },
      expected: ['label: unknown field label, did you mean labels?'],
    },
  ])('$value', ({ value, expected }) => {
    expect(texts(checkAgainst(schema, value))).toEqual(expected);
  });
});
