import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KubeObject, ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, getShop, installShop, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;

let world: World;
let shops: ResourceType;
let configMaps: ResourceType;
beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  configMaps = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
  const namespaces = await typeOf(world, { group: '', version: 'v1', kind: 'Namespace' });
  await world.client.create(
    namespaces,
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'copies' } },
    signal,
  );
});
afterEach(() => world.stop());

const BOX = `operatorBox:
  onReconcile:
    configMaps:
      - { name: "{{ .metadata.name }}-far", namespace: copies, data: { a: "1" } }
      - { name: "{{ .metadata.name }}-near", data: { a: "1" } }`;

const far = { namespace: 'copies', name: 'corner-far' };
const near = { namespace: 'default', name: 'corner-near' };
const child = (ref: typeof far): Promise<KubeObject | undefined> =>
  world.client.get({ type: configMaps, ref }, signal);
const corner = { namespace: 'default', name: 'corner' };

async function create(name: string): Promise<void> {
  const metadata = { namespace: 'default', name, labels: { tier: 'gold' } };
  const shop = { apiVersion: 'shop.example.org/v1', kind: 'Shop', metadata, spec: {} };
  await world.client.create(shops, shop, signal);
  await eventually(
    () =>
      Promise.all([
        child({ namespace: 'copies', name: `${name}-far` }),
        child({ namespace: 'default', name: `${name}-near` }),
      ]),
    (all) => all.every((each) => each !== undefined),
  );
}

/** The operator at work on one shop that has both. */
async function start(settings: string): Promise<Operating> {
  const operating = await world.operate(await compileShops({ shop: settings }));
  await create('corner');
  return operating;
}

/** The same object once more, as a request makes it that was under way for long. */
function comesLate({ apiVersion, kind, metadata, ...rest }: KubeObject): Promise<KubeObject> {
  const { annotations, labels, name, namespace } = metadata;
  const again = { apiVersion, kind, metadata: { annotations, labels, name, namespace }, ...rest };
  return world.client.create(configMaps, again as KubeObject, signal);
}

async function deleteShop(propagation: 'Background' | 'Orphan' = 'Background'): Promise<void> {
  await world.client.delete({ type: shops, ref: corner }, { propagation }, signal);
  await eventually(
    () => getShop(world, shops, 'corner'),
    (found) => found === undefined,
    20_000,
  );
}

test('what comes up for a custom resource after it is gone is removed', async () => {
  await start(BOX);
  const made = await child(far);
  await deleteShop();
  expect(await child(far)).toBeUndefined();

  await comesLate(made as KubeObject);

  await eventually(
    () => child(far),
    (found) => found === undefined,
  );
});

test('what a custom resource has stays when it is deleted without its dependents', async () => {
  await start(BOX);

  await deleteShop('Orphan');
  await eventually(
    () => child(near),
    (found) => found?.metadata.ownerReferences === undefined,
  );

  // Whatever follows from it comes before what follows from a later one.
  await create('later');
  expect(await child(near)).toMatchObject({ data: { a: '1' } });
});

test('what belongs to one that only left the selection stays', async () => {
  await start(`labelSelector: { tier: gold }\n${BOX}`);
  const made = await child(far);

  await world.client.patch(
    { type: shops, ref: corner },
    { metadata: { labels: { tier: 'silver' } } },
    { type: 'merge', signal },
  );
  await world.client.delete({ type: configMaps, ref: far }, {}, signal);
  await comesLate(made as KubeObject);
  await world.client.patch(
    { type: configMaps, ref: far },
    { data: { b: '2' } },
    { type: 'merge', signal },
  );

  await create('later');
  expect(await child(far)).toMatchObject({ data: { a: '1', b: '2' } });
});

test('what is left of one that went while no process ran is told of, and is not deleted', async () => {
  const first = await start(BOX);
  await first.stop();
  const type = 'merge';
  const free = { metadata: { finalizers: null } };
  await world.client.patch({ type: shops, ref: corner }, free, { type, signal });
  await deleteShop();

  const second = await world.operate(await compileShops({ shop: BOX }));
  await eventually(
    async () => second.runtime.crds[0]?.health().warnings.join() ?? '',
    (text) => text.includes('ConfigMap copies/corner-far (Shop default/corner)'),
  );

  await create('later');
  expect(await child(far)).toMatchObject({ data: { a: '1' } });
});

test('what lost the label by which it is followed goes with its custom resource all the same', async () => {
  const first = await start(BOX);
  await first.stop();
  const strip = { metadata: { labels: { 'orkestra.orkspace.io/managed': 'false' } } };
  await world.client.patch({ type: configMaps, ref: far }, strip, { type: 'merge', signal });
  await world.client.delete({ type: shops, ref: corner }, {}, signal);

  await world.operate(await compileShops({ shop: BOX }));
  await eventually(
    () => getShop(world, shops, 'corner'),
    (found) => found === undefined,
    20_000,
  );

  expect(await child(far)).toBeUndefined();
});
