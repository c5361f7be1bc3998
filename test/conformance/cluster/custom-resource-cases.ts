import { beforeAll, expect, test } from 'vitest';
import { type Context, until } from './cluster-context.ts';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

const SPEC_SCHEMA = {
  type: 'object',
  required: ['image'],
  properties: {
    image: { type: 'string', minLength: 1 },
    replicas: { type: 'integer', minimum: 1, maximum: 5, default: 2 },
    tier: { type: 'string', enum: ['free', 'paid'] },
    code: { type: 'string', pattern: '^[a-z]+$' },
    when: { type: 'string', format: 'date-time' },
    port: { 'x-kubernetes-int-or-string': true },
    open: { type: 'boolean' },
    extra: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    hosts: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, path: { type: 'string' } },
      },
    },
  },
};

function crd(group: string, plural: string, kind: string): object {
  const schema = {
    type: 'object',
    required: ['spec'],
    properties: {
      spec: SPEC_SCHEMA,
      status: { type: 'object', properties: { phase: { type: 'string' } } },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [
            { name: 'Replicas', type: 'integer', jsonPath: '.spec.replicas' },
          ],
          schema: { openAPIV3Schema: schema },
        },
        {
          name: 'v1beta1',
          served: true,
          storage: false,
          deprecated: true,
          schema: { openAPIV3Schema: schema },
        },
      ],
    },
  };
}

/** CustomResourceDefinitions and what they define. */
export function customResourceCases(context: Context): void {
  const group = () => `g${context().unique}.example.com`;
  const sites = (name = '', version = 'v1') =>
    `/apis/${group()}/${version}/namespaces/${context().namespace}/sites${name && `/${name}`}`;
  const site = (name: string, spec?: object, rest: object = {}) => ({
    apiVersion: `${group()}/v1`,
    kind: 'Site',
    metadata: { name },
    ...(spec !== undefined && { spec }),
    ...rest,
  });

  beforeAll(async () => {
    const { client } = context();
    await client.post(CRDS, crd(group(), 'sites', 'Site'));
    await until(
      () => client.get(sites()),
      ({ status }) => status === 200,
    );
  });

  test('a CRD reports accepted names and that it is established', async () => {
    const { body } = await context().client.get(`${CRDS}/sites.${group()}`);

    const conditions = Object.fromEntries(
      body.status.conditions.map(({ type, status }: { type: string; status: string }) => [
        type,
        status,
      ]),
    );
    expect(conditions).toEqual({ NamesAccepted: 'True', Established: 'True' });
    expect(body.spec.names).toEqual({
      kind: 'Site',
      listKind: 'SiteList',
      plural: 'sites',
      singular: 'site',
    });
    expect(body.status.storedVersions).toEqual(['v1']);
  });

  test('defaults are filled in and unknown fields pruned with a warning', async () => {
    const { status, body, warnings } = await context().client.post(
      sites(),
      site('pruned', { image: 'a', unknown: 1, extra: { kept: 1 } }),
    );

    expect(status).toBe(201);
    expect(body.spec).toEqual({ image: 'a', replicas: 2, extra: { kept: 1 } });
    expect(body.metadata.generation).toBe(1);
    expect(warnings).toEqual(['299 - "unknown field \\"spec.unknown\\""']);
  });

  test.each([
    {
      name: 'a type',
      spec: { image: 'a', replicas: 'three' },
      message:
        'spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"',
    },
    { name: 'a required field', spec: {}, message: 'spec.image: Required value' },
    {
      name: 'a length',
      spec: { image: '' },
      message: 'spec.image: Invalid value: "": spec.image in body should be at least 1 chars long',
    },
    {
      name: 'a maximum',
      spec: { image: 'a', replicas: 9 },
      message:
        'spec.replicas: Invalid value: 9: spec.replicas in body should be less than or equal to 5',
    },
    {
      name: 'a minimum',
      spec: { image: 'a', replicas: 0 },
      message:
        'spec.replicas: Invalid value: 0: spec.replicas in body should be greater than or equal to 1',
    },
    {
      name: 'a closed set',
      spec: { image: 'a', tier: 'gold' },
      message: 'spec.tier: Unsupported value: "gold": supported values: "free", "paid"',
    },
    {
      name: 'a pattern',
      spec: { image: 'a', code: 'A1' },
      message: `spec.code: Invalid value: "A1": spec.code in body should match '^[a-z]+$'`,
    },
    {
      name: 'a format',
      spec: { image: 'a', when: 'soon' },
      message:
        'spec.when: Invalid value: "soon": spec.when in body must be of type date-time: "soon"',
    },
    {
      name: 'int-or-string',
      spec: { image: 'a', port: true },
      message:
        'spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
    },
    {
      name: 'a set',
      spec: { image: 'a', tags: ['x', 'x'] },
      message: 'spec.tags[1]: Duplicate value: "x"',
    },
    {
      name: 'the keys of a map list',
      spec: { image: 'a', hosts: [{ name: 'x' }, { name: 'x' }] },
      message: 'spec.hosts[1]: Duplicate value: {"name":"x"}',
    },
  ])('validation checks $name', async ({ spec, message }) => {
    const { status, body } = await context().client.post(sites(), site('bad', spec));

    expect(status).toBe(422);
    expect(body.message).toBe(`Site.${group()} "bad" is invalid: ${message}`);
    expect(body.details).toMatchObject({ name: 'bad', group: group(), kind: 'Site' });
  });

  test('the spec counts generations, status and labels do not', async () => {
    const { client } = context();
    await client.post(sites(), site('counted', { image: 'a' }));

    const label = await client.mergePatch(sites('counted'), { metadata: { labels: { a: 'b' } } });
    const status = await client.mergePatch(`${sites('counted')}/status`, {
      status: { phase: 'Up' },
    });
    const spec = await client.mergePatch(sites('counted'), { spec: { image: 'b' } });

    const generations = [label, status, spec].map(({ body }) => body.metadata.generation);
    expect(generations).toEqual([1, 1, 2]);
  });

  test('status and object are written apart', async () => {
    const { client } = context();
    await client.post(sites(), site('apart', { image: 'a' }, { status: { phase: 'Ignored' } }));

    const { body } = await client.mergePatch(`${sites('apart')}/status`, {
      metadata: { labels: { ignored: 'yes' } },
      spec: { image: 'ignored' },
      status: { phase: 'Up' },
    });

    expect(body.spec.image).toBe('a');
    expect(body.status).toEqual({ phase: 'Up' });
    expect(body.metadata.labels).toBeUndefined();
  });

  test('a replace needs the revision it rests on', async () => {
    const { client } = context();
    await client.post(sites(), site('replaced', { image: 'a' }));

    const { status, body } = await client.put(sites('replaced'), site('replaced', { image: 'b' }));

    expect(status).toBe(422);
    expect(body.message).toBe(
      `sites.${group()} "replaced" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update`,
    );
  });

  test('appliers own items of map lists and sets one by one', async () => {
    const { client } = context();
    const config = (host: string, tag: string, more: object = {}) =>
      site('owned', { ...more, hosts: [{ name: host, path: '/' }], tags: [tag] });
    await client.apply(sites('owned'), 'one', config('a', 'x', { image: 'i' }));
    await client.apply(sites('owned'), 'two', config('b', 'y'));

    const { body } = await client.apply(sites('owned'), 'one', site('owned', { image: 'i' }));

    expect(body.spec.hosts).toEqual([{ name: 'b', path: '/' }]);
    expect(body.spec.tags).toEqual(['y']);
  });

  test.each([
    {
      spec: { replicas: 'x' },
      finding: '.spec.replicas: expected numeric (int or float), got string',
    },
    {
      spec: { replicas: [1] },
      finding: '.spec.replicas: expected numeric (int or float), got []interface {}',
    },
    {
      spec: { image: { a: [1, 'b'] } },
      finding:
        '.spec.image: expected string, got &value.valueUnstructured{Value:map[string]interface {}{"a":[]interface {}{1, "b"}}}',
    },
    { spec: { open: 'x' }, finding: '.spec.open: expected boolean, got &{x}' },
    { spec: { tags: { a: 1 } }, finding: '.spec.tags: expected list, got &{map[a:1]}' },
    { spec: { extra: [1, true] }, finding: '.spec.extra: expected map, got &{[1 true]}' },
    { spec: { tags: ['a', 'a'] }, finding: '.spec.tags: duplicate entries for key [="a"]' },
    {
      spec: { hosts: [{ name: 'a' }, { name: 'a' }] },
      finding: '.spec.hosts: duplicate entries for key [name="a"]',
    },
    {
      spec: { hosts: [{ path: '/' }] },
      finding:
        '.spec.hosts: element 0: associative list with keys has an element that omits all key fields ["name"] (and doesn\'t have default values for any key fields)',
    },
    {
      spec: { hosts: ['a'] },
      finding: '.spec.hosts: element 0: associative list with keys may not have non-map elements',
    },
    {
      spec: { hosts: [{ name: 'a', path: 1 }] },
      finding: '.spec.hosts[name="a"].path: expected string, got &value.valueUnstructured{Value:1}',
    },
    { spec: { nope: 1 }, finding: '.spec.nope: field not declared in schema' },
  ])('an apply of $spec names what does not fit', async ({ spec, finding }) => {
    const { status, body } = await context().client.apply(
      sites('untyped'),
      'one',
      site('untyped', spec),
    );

    expect(status).toBe(500);
    expect(body.message).toBe(
      `failed to create typed patch object (/untyped; ${group()}/v1, Kind=Site): ${finding}`,
    );
  });

  test('an apply names all that does not fit', async () => {
    const spec = { tags: 'x', hosts: [{ name: 'a', nope: 1 }] };

    const { body } = await context().client.apply(sites('untyped'), 'one', site('untyped', spec));

    const [head, ...findings] = body.message.split('\n');
    expect(head).toMatch(/: errors:$/);
    expect(findings.sort()).toEqual([
      '  .spec.hosts[name="a"].nope: field not declared in schema',
      '  .spec.tags: expected list, got &{x}',
    ]);
  });

  test('a default of the schema belongs to nobody', async () => {
    const { body } = await context().client.apply(
      sites('defaulted'),
      'one',
      site('defaulted', { image: 'i' }),
    );

    expect(body.spec.replicas).toBe(2);
    expect(body.metadata.managedFields[0].fieldsV1).toEqual({ 'f:spec': { 'f:image': {} } });
  });

  test('every served version shows the object, a deprecated one with a warning', async () => {
    const { client } = context();
    await client.post(sites(), site('versions', { image: 'a' }));

    const { body, warnings } = await client.get(sites('versions', 'v1beta1'));

    expect(body.apiVersion).toBe(`${group()}/v1beta1`);
    expect(warnings).toEqual([
      `299 - "${group()}/v1beta1 Site is deprecated; use ${group()}/v1 Site"`,
    ]);
  });

  test('printer columns make the table', async () => {
    const { client } = context();
    await client.post(sites(), site('printed', { image: 'a', replicas: 4 }));

    const { body } = await client.get(sites('printed'), { accept: TABLE });

    expect(body.columnDefinitions.map(({ name }: { name: string }) => name)).toEqual([
      'Name',
      'Replicas',
    ]);
    expect(body.rows[0].cells).toEqual(['printed', 4]);
  });

  test('a strategic merge patch is not for custom resources', async () => {
    const { status, body } = await context().client.strategicPatch(sites('printed'), { spec: {} });

    expect(status).toBe(415);
    expect(body.message).toContain('accepted media types include: application/json-patch+json');
  });

  test('a schema that is not structural is refused', async () => {
    const bad = crd(group(), 'widgets', 'Widget');
    const text = JSON.stringify(bad).replace(
      '"image":{"type":"string","minLength":1}',
      '"image":{}',
    );

    const { status, body } = await context().client.post(CRDS, JSON.parse(text));

    expect(status).toBe(422);
    expect(body.message).toContain(
      'spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[image].type: Required value: must not be empty for specified object fields',
    );
  });

  test('deleting a CRD takes its objects along', async () => {
    const { client } = context();
    const things = `/apis/${group()}/v1/namespaces/${context().namespace}/things`;
    await client.post(CRDS, crd(group(), 'things', 'Thing'));
    await until(
      () => client.get(things),
      ({ status }) => status === 200,
    );
    const thing = { ...site('one', { image: 'a' }), kind: 'Thing' };
    await client.post(things, thing);

    await client.delete(`${CRDS}/things.${group()}`);
    await until(
      () => client.get(`${CRDS}/things.${group()}`),
      ({ status }) => status === 404,
    );

    const after = await until(
      () => client.get(things),
      ({ status }) => status === 404,
    );
    expect(after.body).toBe('404 page not found\n');
  });
}
