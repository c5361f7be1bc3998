import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GroupVersionKind, getPath } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, getShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const CRDS: GroupVersionKind = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
};

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const SETTINGS = 'operatorBox: { status: { fields: [{ path: size, value: "{{ .spec.size }}" }] } }';

const schemaWith = (status: object): object => ({
  type: 'object',
  properties: {
    spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    status: {
      type: 'object',
      properties: {
        ...status,
        observedGeneration: { type: 'integer' },
        conditions: {
          type: 'array',
          items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    },
  },
});

/** Changes the only version of the definition. */
async function redefine(change: object, others: readonly object[] = []): Promise<void> {
  const target = {
    type: await typeOf(world, CRDS),
    ref: { namespace: '', name: 'shops.shop.example.org' },
  };
  const live = await world.client.get(target, signal);
  const versions = getPath(live, ['spec', 'versions']) as readonly object[];
  const patch = { spec: { versions: [{ ...versions[0], ...change }, ...others] } };
  await world.client.patch(target, patch, { type: 'merge', signal });
}

const sizeOf = async (type: Parameters<typeof getShop>[1]): Promise<unknown> =>
  getPath(await getShop(world, type, 'corner'), ['status', 'size']);

test('a status field that the schema gains is written at once', async () => {
  const type = await installShop(world, 'shop', { schema: schemaWith({}) });
  await world.operate(await compileShops({ shop: SETTINGS }));
  await createShop(world, type, { name: 'corner', spec: { size: 'medium' } });
  await eventually(
    () => readyIs(world, type, { name: 'corner', status: 'True' }),
    ({ message }) => String(message).includes('status.size was dropped'),
  );

  await redefine({ schema: { openAPIV3Schema: schemaWith({ size: { type: 'string' } }) } });

  await eventually(
    () => sizeOf(type),
    (size) => size === 'medium',
  );
});

test('a status value that the schema comes to accept is written at once', async () => {
  const small = schemaWith({ size: { type: 'string', enum: ['small'] } });
  const type = await installShop(world, 'shop', { schema: small });
  await world.operate(await compileShops({ shop: SETTINGS }));
  await createShop(world, type, { name: 'corner', spec: { size: 'medium' } });
  await readyIs(world, type, { name: 'corner', status: 'False' });

  await redefine({ schema: { openAPIV3Schema: schemaWith({ size: { type: 'string' } }) } });

  await readyIs(world, type, { name: 'corner', status: 'True' });
  expect(await sizeOf(type)).toBe('medium');
});

test('a status subresource that the definition gains is used at once', async () => {
  const schema = schemaWith({ size: { type: 'string' } });
  const type = await installShop(world, 'shop', { schema, hasStatus: false });
  const operating = await world.operate(await compileShops({ shop: SETTINGS }));
  await createShop(world, type, { name: 'corner', spec: { size: 'medium' } });
  await eventually(
    async () => operating.decisions.length,
    (count) => count > 0,
  );

  await redefine({ subresources: { status: {} } });

  await eventually(
    () => sizeOf(type),
    (size) => size === 'medium',
  );
});

test('a version that is no longer served is told as such', async () => {
  const schema = schemaWith({ size: { type: 'string' } });
  await installShop(world, 'shop', { schema });
  const operating = await world.operate(await compileShops({ shop: SETTINGS }));
  const [crd] = operating.runtime.crds;
  await eventually(
    async () => crd?.health().cachesSynced,
    (isSynced) => isSynced === true,
  );

  const next = { name: 'v2', served: true, storage: true, schema: { openAPIV3Schema: schema } };
  await redefine({ served: false, storage: false }, [next]);

  const health = await eventually(
    async () => crd?.health(),
    (found) => found?.state === 'missing' && found.reason.includes('serves'),
  );
  expect(health?.reason).toBe('shops.shop.example.org is installed and serves v2, not v1');
});
