import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CrdProgram, getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, getShop, installShop, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const FINALIZER = 'orkestra.orkspace.io/cleanup';

let world: World;
let shops: ResourceType;
let copies: ResourceType;
beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  copies = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
  const namespaces = await typeOf(world, { group: '', version: 'v1', kind: 'Namespace' });
  for (const name of ['copies', 'other'])
    await world.client.create(
      namespaces,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      signal,
    );
});
afterEach(() => world.stop());

const BOX =
  'operatorBox: { onReconcile: { configMaps: [{ name: "{{ .metadata.name }}-cm", namespace: copies, data: { a: "1" } }] } }';

const corner = (): Promise<KubeObject | undefined> => getShop(world, shops, 'corner');
const copy = (): Promise<KubeObject | undefined> =>
  world.client.get({ type: copies, ref: { namespace: 'copies', name: 'corner-cm' } }, signal);
const patch = (change: object): Promise<KubeObject> =>
  world.client.patch({ type: shops, ref: { namespace: 'default', name: 'corner' } }, change, {
    type: 'merge',
    signal,
  });
const remove = (): Promise<unknown> =>
  world.client.delete({ type: shops, ref: { namespace: 'default', name: 'corner' } }, {}, signal);

/** A custom resource that an operator has made a copy for in another namespace, so that it carries our finalizer. */
async function start(settings: string): Promise<Operating> {
  const operating = await world.operate(await compileShops({ shop: settings }));
  await world.client.create(
    shops,
    {
      apiVersion: 'shop.example.org/v1',
      kind: 'Shop',
      metadata: { name: 'corner', namespace: 'default', labels: { tier: 'gold' } },
      spec: {},
    },
    signal,
  );
  await eventually(copy, (found) => found !== undefined);
  await eventually(corner, (found) => found?.metadata.finalizers?.includes(FINALIZER) === true);
  return operating;
}

async function isGone(): Promise<void> {
  await eventually(corner, (found) => found === undefined, 20_000);
  expect(await copy()).toBeUndefined();
}

const reasons = ({ events }: Operating): readonly string[] =>
  events.map(({ event }) => event.reason);

const abandoned = (operating: Operating): Promise<unknown> =>
  eventually(
    async () => reasons(operating),
    (found) => found.includes('ShopAbandoned'),
    20_000,
  );

const WITH_LABEL = `labelSelector: { tier: gold }\n${BOX}`;

test('one that leaves the selection is told of, keeps what it has, and can be deleted', async () => {
  const operating = await start(WITH_LABEL);

  await patch({ metadata: { labels: { tier: 'silver' } } });
  await abandoned(operating);
  expect(await copy()).toBeDefined();
  expect(operating.runtime.crds[0]?.health().warnings.join()).toContain(
    'default/corner: no operator selects it any more',
  );
  await remove();

  await isGone();
  await eventually(
    async () => operating.runtime.crds[0]?.health().warnings,
    (warnings) => warnings?.length === 0,
  );
});

test('one that leaves the selection while it is being deleted can go', async () => {
  await start(WITH_LABEL);
  await patch({ metadata: { labels: { tier: 'silver' }, finalizers: [FINALIZER, 'a.b/wait'] } });
  await remove();
  await eventually(corner, (found) => String(found?.metadata.finalizers) === 'a.b/wait', 20_000);
  await patch({ metadata: { finalizers: [] } });
  await isGone();
});

test('one that comes back is worked on as before', async () => {
  const operating = await start(WITH_LABEL);
  await patch({ metadata: { labels: { tier: 'silver' } } });
  await abandoned(operating);
  await patch({ metadata: { labels: { tier: 'gold' } } });
  await eventually(
    async () => operating.runtime.crds[0]?.health().warnings,
    (warnings) => warnings?.length === 0,
  );
  await remove();
  await isGone();
});

test.each([
  { why: 'the selector selects others', next: { shop: `labelSelector: { tier: silver }\n${BOX}` } },
  { why: 'another namespace is watched', next: { shop: `namespace: other\n${BOX}` } },
  { why: 'its entry is gone', next: { branch: BOX } },
  { why: 'its entry is disabled', next: { branch: BOX, shop: `enabled: false\n${BOX}` } },
])('after a restart $why: it is told of, and can be deleted', async ({ next }) => {
  const first = await start(BOX);
  await first.stop();
  await installShop(world, 'branch');

  const second = await world.operate(await compileShops(next as Record<string, string>));
  await abandoned(second);
  expect(await copy()).toBeDefined();
  await remove();

  await isGone();
});

test.each([
  { why: 'the namespace is forbidden', next: `restrictedNamespaces: [default]\n${BOX}` },
  {
    why: 'what it depends on is not there',
    next: `dependsOn: { branch: { condition: healthy } }\n${BOX}`,
  },
])('one whose operator may do nothing for it, because $why, can be deleted', async ({ next }) => {
  const first = await start(BOX);
  await first.stop();
  await world.operate(await compileShops({ branch: BOX, shop: next }));
  await remove();
  await isGone();
});

test('one whose version is not served any more can be deleted in another version', async () => {
  const first = await start(BOX);
  await first.stop();
  const definitions = await typeOf(world, {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    kind: 'CustomResourceDefinition',
  });
  const target = { type: definitions, ref: { namespace: '', name: 'shops.shop.example.org' } };
  const [v1] = getPath(await world.client.get(target, signal), ['spec', 'versions']) as object[];
  const versions = [
    { ...v1, served: false },
    { ...v1, name: 'v2', storage: false },
  ];
  await world.client.patch(target, { spec: { versions } }, { type: 'merge', signal });
  shops = await typeOf(world, { group: 'shop.example.org', version: 'v2', kind: 'Shop' });

  const second = await world.operate(await compileShops({ shop: BOX }));
  await abandoned(second);
  await remove();

  await isGone();
  expect(second.runtime.crds[0]?.health().reason).toContain('not v1');
});

test('finalizers of the user go with an entry that is gone', async () => {
  const mine = 'operatorBox: { finalizers: [example.org/mine] }';
  const first = await world.operate(await compileShops({ shop: mine }));
  await createShop(world, shops, { name: 'corner' });
  await eventually(corner, (found) => String(found?.metadata.finalizers) === 'example.org/mine');
  await first.stop();
  await installShop(world, 'branch');
  await world.operate(await compileShops({ branch: BOX }));
  await remove();
  await isGone();
});

test('those whose selection is by fields, too', async () => {
  const operating = await start(`fieldSelector: { metadata.namespace: default }\n${BOX}`);
  await operating.stop();
  const next = `fieldSelector: { metadata.namespace: other }\n${BOX}`;
  await abandoned(await world.operate(await compileShops({ shop: next })));
  await remove();
  await isGone();
});

test('one of another installation is left alone', async () => {
  const first = await start(BOX);
  await first.stop();
  await patch({ metadata: { annotations: { 'orkestra.orkspace.io/managed-by': 'another' } } });
  const second = await world.operate(
    await compileShops({ shop: `labelSelector: { tier: silver }\n${BOX}` }),
  );
  await remove();
  await eventually(
    async () => second.runtime.crds[0]?.health().state,
    (state) => state === 'started' || state === 'healthy',
  );
  expect(getPath(await corner(), ['metadata', 'finalizers'])).toEqual([FINALIZER]);
  expect(reasons(second)).not.toContain('ShopAbandoned');
});

test('operators that cover their kind cost no list of it', async () => {
  const operating = await start(BOX);
  expect(operating.runtime.crds.map((crd): CrdProgram['name'] => crd.program.name)).toEqual([
    'shop',
  ]);
  expect(operating.runtime.status().warnings).toEqual([]);
});
