import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const INTEGER = { type: 'integer', format: 'int64' };
const SCHEMA = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { big: INTEGER },
    },
    status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
};
const COPY_SCHEMA = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        big: INTEGER,
        fixed: INTEGER,
        whole: INTEGER,
        rate: { type: 'number' },
        list: { type: 'array', items: INTEGER },
      },
    },
  },
};

const BOX = `
operatorBox:
  status:
    fields:
      - { path: big, value: "{{ .spec.big }}", type: integer }
      - { path: next, value: "{% spec.big - 1 %}" }
  onReconcile:
    configMaps:
      - name: "{{ .metadata.name }}"
        labels: { big: "n{{ .spec.big }}" }
        data:
          alone: "{{ .spec.rate }}"
          inText: "rate={{ .spec.rate }}"
          tiny: "{{ .spec.tiny }}"
          tinyInText: "tiny={{ .spec.tiny }}"
          big: "{{ .spec.big }}"
          concat: '{% "n=" & spec.big %}'
          json: "{{ toJson .spec }}"
          isMore: '{% spec.big > 9007199254740992 ? "yes" : "no" %}'
      - name: "{{ .metadata.name }}-more"
        when: [{ field: spec.big, greaterThan: 9007199254740992 }]
        data: { a: b }
    custom:
      - apiVersion: shop.example.org/v1
        kind: Copy
        metadata: { name: "{{ .metadata.name }}" }
        spec:
          big: "{{ .spec.big }}"
          fixed: 9007199254740993
          whole: 1.0
          rate: "{% spec.rate %}"
          list: "{{ .spec.list }}"
`;

let world: World;
let shops: ResourceType;
let copies: ResourceType;
let maps: ResourceType;
let operating: Operating;

beforeAll(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop', { schema: SCHEMA });
  copies = await installShop(world, 'copy', { schema: COPY_SCHEMA });
  maps = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
  operating = await world.operate(await compileShops({ shop: BOX }));
});

afterAll(() => world.stop());

function stored(type: ResourceType, name: string): Promise<KubeObject | undefined> {
  return world.client.get({ type, ref: { namespace: 'default', name } }, signal);
}

test('a number keeps its digits and its text from the API server to children, status and conditions', async () => {
  const spec = {
    big: 9007199254740993n,
    rate: 2500000.5,
    tiny: 0.0000001,
    list: [9007199254740995n],
  };
  await createShop(world, shops, { name: 'wide', spec });
  await readyIs(world, shops, { name: 'wide', status: 'True' });

  const map = await stored(maps, 'wide');
  expect(map?.['data']).toEqual({
    alone: '2500000.5',
    inText: 'rate=2500000.5',
    tiny: '0.0000001',
    tinyInText: 'tiny=0.0000001',
    big: '9007199254740993',
    concat: 'n=9007199254740993',
    json: '{"big":9007199254740993,"list":[9007199254740995],"rate":2500000.5,"tiny":1e-7}',
    isMore: 'yes',
  });
  expect(map?.metadata.labels).toMatchObject({ big: 'n9007199254740993' });
  expect(await stored(maps, 'wide-more')).toBeDefined();
  expect((await stored(copies, 'wide'))?.['spec']).toEqual({
    big: 9007199254740993n,
    fixed: 9007199254740993n,
    whole: 1,
    rate: 2500000.5,
    list: [9007199254740995n],
  });
  expect((await stored(shops, 'wide'))?.['status']).toMatchObject({
    big: 9007199254740993n,
    next: 9007199254740992n,
  });
});

test('what is converged stays so: wide numbers are no drift', async () => {
  await createShop(world, shops, { name: 'still', spec: { big: 2n ** 62n, rate: 1e16, list: [] } });
  await readyIs(world, shops, { name: 'still', status: 'True' });
  const before = await stored(copies, 'still');
  const change = { metadata: { annotations: { touched: 'yes' } } };
  const target = { type: shops, ref: { namespace: 'default', name: 'still' } };
  await world.client.patch(target, change, { type: 'merge', signal });
  await eventually(
    async () => operating.decisions.findLast(({ object }) => object === 'default/still'),
    (record) => record?.outcome === 'settled' && record.writes === 0,
  );

  expect((await stored(copies, 'still'))?.metadata.resourceVersion).toBe(
    before?.metadata.resourceVersion,
  );
});

test('a number beyond 64 bits is refused by the name of its field', async () => {
  const error = await createShop(world, shops, { name: 'huge', spec: { big: 2n ** 70n } }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(String((error as { details?: { text?: unknown } }).details?.text)).toContain('spec.big');
});

test('whichever whole number of 64 bits it is', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), async (big) => {
      count += 1;
      const name = `any-${count}`;
      await createShop(world, shops, { name, spec: { big, rate: 1, list: [] } });
      const copy = await eventually(
        () => stored(copies, name),
        (found) => found !== undefined,
      );
      const map = await eventually(
        () => stored(maps, name),
        (found) => found !== undefined,
      );
      expect(String(getPath(copy, ['spec', 'big']))).toBe(String(big));
      expect(getPath(map, ['data', 'big'])).toBe(String(big));
      expect(getPath(map, ['data', 'isMore'])).toBe(big > 9007199254740992n ? 'yes' : 'no');
    }),
    { numRuns: 6, examples: [[2n ** 63n - 1n], [-(2n ** 63n)], [2n ** 53n + 1n], [0n]] },
  );
});
