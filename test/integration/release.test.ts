import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  getPath,
  inventoryIdOf,
  type KubeObject,
  type ResourceType,
  timestampOf,
} from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { type CommandWorld, commandWorld } from '../helpers/command-io.ts';
import { compileShops, createShop, getShop, installShop, typeOf } from './support/shop.ts';
import { startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;

let world: World;
let command: CommandWorld;
let shops: ResourceType;
let maps: ResourceType;
beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  maps = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
  const namespaces = await typeOf(world, { group: '', version: 'v1', kind: 'Namespace' });
  const copies = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'copies' } };
  await world.client.create(namespaces, copies, signal);
  command = await commandWorld();
  await writeFile(join(command.folder, 'kubeconfig'), world.devCluster.kubeconfig());
});
afterEach(async () => {
  await command.remove();
  await world.stop();
});

const BOX = `operatorBox:
  finalizers: [example.org/mine]
  onReconcile:
    configMaps:
      - { name: here, data: { a: "1" } }
      - { name: there, namespace: copies, data: { a: "1" } }`;

const release = (...args: readonly string[]) =>
  command.ork(
    'release',
    ...args,
    '--kubeconfig',
    join(command.folder, 'kubeconfig'),
    '--runtime-namespace',
    'default',
  );
const map = (namespace: string, name: string): Promise<KubeObject | undefined> =>
  world.client.get({ type: maps, ref: { namespace, name } }, signal);
const corner = (): Promise<KubeObject | undefined> => getShop(world, shops, 'corner');

/** A custom resource with two objects, whose operator has gone. */
async function leaveBehind(): Promise<void> {
  const operating = await world.operate(await compileShops({ shop: BOX }));
  await createShop(world, shops, { name: 'corner' });
  await eventually(
    () => map('copies', 'there'),
    (found) => found !== undefined,
  );
  await eventually(
    () => map('default', 'here'),
    (found) => found !== undefined,
  );
  await eventually(corner, (found) => getPath(found, ['status', 'conditions']) !== undefined);
  await operating.stop();
}

const marksOf = (object: KubeObject | undefined): readonly string[] =>
  [
    ...Object.keys(object?.metadata.labels ?? {}),
    ...Object.keys(object?.metadata.annotations ?? {}),
    ...(object?.metadata.finalizers ?? []),
  ].filter((name) => name.includes('orkestra') || name === 'example.org/mine');

test.each([
  { args: ['Shop', 'nobody'], exit: 1, error: 'ORK_RELEASE_REFUSED' },
  { args: ['Stall', 'nobody'], exit: 64, error: 'ORK_USAGE' },
  { args: ['Shop', '--all'], exit: 0, error: undefined },
  { args: ['--all'], exit: 0, error: undefined },
])(
  'where nothing is found, $args ends with $exit and one object',
  async ({ args, error, exit }) => {
    const { code, stdout } = await release(...args, '-o', 'json');

    const data: unknown = JSON.parse(stdout);
    expect(code).toBe(exit);
    if (error === undefined) expect(data).not.toHaveProperty('error');
    else expect(data).toMatchObject({ error: { code: error } });
  },
);

test('a dry run says what would be done, and changes nothing', async () => {
  await leaveBehind();
  const before = await corner();

  const { code, stdout } = await release('Shop', 'corner', '--dry-run', '--children', 'delete');

  expect(code).toBe(0);
  expect(stdout).toContain('shops.shop.example.org default/corner: would take off');
  expect(stdout).toContain('ConfigMap copies/there: would be deleted');
  expect((await corner())?.metadata.resourceVersion).toBe(before?.metadata.resourceVersion);
  expect(await map('copies', 'there')).toBeDefined();
});

test.each([
  { children: 'leave', there: 'marked' },
  { children: 'keep', there: 'let go' },
  { children: 'delete', there: 'gone' },
])(
  'with --children $children the custom resource carries nothing of ours, and its objects are $there',
  async ({ children, there }) => {
    await leaveBehind();

    const { code, stderr } = await release('shops', '--all', '--children', children);

    expect([code, stderr]).toEqual([0, '']);
    expect(marksOf(await corner())).toEqual([]);
    for (const object of [await map('copies', 'there'), await map('default', 'here')]) {
      expect(object === undefined).toBe(there === 'gone');
      expect(marksOf(object).length > 0).toBe(there === 'marked');
      const references = object?.metadata.ownerReferences ?? [];
      if (there !== 'marked') expect(references).toEqual([]);
    }
  },
);

test('what an installation works on is not released, unless that is forced', async () => {
  await leaveBehind();
  const leases = await typeOf(world, {
    group: 'coordination.k8s.io',
    version: 'v1',
    kind: 'Lease',
  });
  const ref = { namespace: 'default', name: 'orkestra-shops' };
  const id = inventoryIdOf({ gvk: shops, plural: 'shops' });
  const lease = (renewed: number): KubeObject => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...ref,
      labels: { 'orkestra.orkspace.io/managed': 'true' },
      annotations: { 'orkestra.orkspace.io/crds': id, 'orkestra.orkspace.io/katalogs': 'shops' },
    },
    spec: {
      holderIdentity: 'pod-1',
      leaseDurationSeconds: 60,
      renewTime: timestampOf(renewed).replace('Z', '.000000Z'),
    },
  });
  await world.client.create(leases, lease(0), signal);
  const releasing = release('Shop', 'corner');
  await eventually(
    async () => {
      const { resourceVersion } =
        (await world.client.get({ type: leases, ref }, signal))?.metadata ?? {};
      const next = lease(Date.now());
      const metadata = {
        ...next.metadata,
        ...(resourceVersion === undefined ? {} : { resourceVersion }),
      };
      await world.client.replace({ type: leases, ref }, { ...next, metadata }, signal);
      return Promise.race([releasing.then(() => true), new Promise((end) => setImmediate(end))]);
    },
    (ended) => ended === true,
  );

  expect(await releasing).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('pod-1 works on shops.shop.example.org'),
  });
  expect(marksOf(await corner())).not.toEqual([]);
  expect(await release('Shop', 'corner', '--force')).toMatchObject({ code: 0 });
  expect(marksOf(await corner())).toEqual([]);
});

test.each([
  { args: [], says: 'expected a kind and a name, or --all' },
  { args: ['Shop'], says: 'expected a kind and a name, or --all' },
  { args: ['Ship', 'corner'], says: 'no kind of custom resource is called Ship' },
  { args: ['Shop', 'nowhere'], says: 'there is no Shop nowhere in namespace default' },
])('release $args is refused: $says', async ({ args, says }) => {
  const { code, stderr } = await release(...args);
  expect(code).not.toBe(0);
  expect(stderr).toContain(says);
});
