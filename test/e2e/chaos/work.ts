import type { ApiClient, BenchObject } from '../../../bench/measure/api-client.ts';
import type { Random } from './random.ts';
import { aShop, type Collection, paths, randomSpec, type ShopSpec } from './shops.ts';

/** What has been asked for so far. */
export interface Wanted {
  readonly shops: Map<string, ShopSpec>;
  /** Shops that were deleted and may still be going away; a name is used once. */
  next: number;
}

const SHOPS = 8;

/** One step of a user: a custom resource made, changed or deleted, or a child spoiled. */
export async function work(client: ApiClient, random: Random, wanted: Wanted): Promise<void> {
  const names = [...wanted.shops.keys()];
  const choice = random.below(10);
  if (names.length < 2 || (choice < 2 && names.length < SHOPS)) {
    const name = `shop-${wanted.next}`;
    wanted.next += 1;
    const spec = randomSpec(random);
    await client.create(paths.shops, aShop(name, spec));
    wanted.shops.set(name, spec);
    return;
  }
  const name = random.pick(names);
  if (choice === 2 && names.length > 3) {
    await client.remove(`${paths.shops}/${name}`);
    wanted.shops.delete(name);
    return;
  }
  if (choice < 6) {
    const spec = randomSpec(random);
    await client.mergePatch(`${paths.shops}/${name}`, { spec });
    wanted.shops.set(name, spec);
    return;
  }
  await random.pick(SPOILS)(client, name);
}

type Spoil = (client: ApiClient, name: string) => Promise<void>;

const SPOILS: readonly Spoil[] = [
  (client, name) => client.remove(`${paths.deployments}/${name}`),
  (client, name) => client.remove(`${paths.configMaps}/${name}-config`),
  (client, name) => client.remove(`${paths.otherConfigMaps}/${name}-shared`),
  (client, name) =>
    client.mergePatch(`${paths.configMaps}/${name}-config`, {
      data: { color: 'spoiled', more: 'x' },
    }),
  (client, name) =>
    client.mergePatch(`${paths.otherConfigMaps}/${name}-shared`, { data: { color: null } }),
  (client, name) =>
    client.mergePatch(`${paths.services}/${name}`, {
      spec: { ports: [{ port: 99, protocol: 'TCP', targetPort: 1 }] },
    }),
  (client, name) =>
    client.jsonPatch(`${paths.deployments}/${name}`, [
      {
        op: 'add',
        path: '/spec/template/spec/containers/0/env/-',
        value: { name: 'X', value: '1' },
      },
    ]),
  (client, name) =>
    client.jsonPatch(`${paths.deployments}/${name}`, [
      {
        op: 'add',
        path: '/spec/template/spec/containers/-',
        value: { name: 'intruder', image: 'busybox' },
      },
    ]),
  (client, name) => client.mergePatch(`${paths.deployments}/${name}`, { spec: { replicas: 0 } }),
  (client, name) =>
    client.mergePatch(`${paths.configMaps}/${name}-config`, {
      metadata: { labels: { 'orkestra.orkspace.io/owner-uid': null, 'orkestra-owner': null } },
    }),
  (client, name) =>
    client.mergePatch(`${paths.otherConfigMaps}/${name}-shared`, {
      metadata: { labels: { 'orkestra.orkspace.io/managed': 'false' } },
    }),
];

/** Objects of others, of every kind that the operator makes, some with its labels copied onto them. */
export async function createForeign(client: ApiClient): Promise<ReadonlyMap<string, BenchObject>> {
  const labels = { 'orkestra.orkspace.io/managed': 'true', 'orkestra-owner': 'shop-0' };
  const bodies: readonly (readonly [Collection, object])[] = [
    ['configMaps', { metadata: { name: 'foreign' }, data: { a: '1' } }],
    ['configMaps', { metadata: { name: 'foreign-labelled', labels }, data: { a: '1' } }],
    ['otherConfigMaps', { metadata: { name: 'foreign', labels }, data: { a: '1' } }],
    ['secrets', { metadata: { name: 'foreign', labels }, data: { a: 'MQ==' } }],
    ['services', { metadata: { name: 'foreign', labels }, spec: { ports: [{ port: 1 }] } }],
  ];
  const foreign = new Map<string, BenchObject>();
  for (const [collection, body] of bodies) await client.create(paths[collection], body);
  for (const [collection, body] of bodies) {
    const { name } = (body as BenchObject).metadata;
    const items = await client.list(paths[collection]);
    const found = items.find((item) => item.metadata.name === name);
    if (found !== undefined) foreign.set(`${collection}/${name}`, found);
  }
  return foreign;
}
