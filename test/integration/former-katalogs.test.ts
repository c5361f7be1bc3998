import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type GroupVersionKind,
  INVENTORY_NAME,
  type KubeObject,
  keyOf,
  type ResourceType,
} from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;

let world: World;
let shops: ResourceType;
beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  for (const name of ['east', 'west']) await create('v1/Namespace', { metadata: { name } });
});
afterEach(() => world.stop());

/** `networking.k8s.io/v1/NetworkPolicy`. */
function gvk(name: string): GroupVersionKind {
  const [kind = '', version = '', group = ''] = name.split('/').reverse();
  return { group, version, kind };
}

async function create(name: string, object: object): Promise<KubeObject> {
  const type = await typeOf(world, gvk(name));
  const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`;
  const whole = { apiVersion, kind: type.kind, ...object } as KubeObject;
  return world.client.create(type, whole, signal);
}

const KINDS = [
  'v1/ConfigMap',
  'v1/Service',
  'v1/Secret',
  'networking.k8s.io/v1/NetworkPolicy',
  'rbac.authorization.k8s.io/v1/ClusterRole',
];

/** All that is there of some kinds, foreign objects included: `Service default/corner`. */
async function everything(): Promise<readonly string[]> {
  const names: string[] = [];
  for (const name of KINDS) {
    const type = await typeOf(world, gvk(name));
    const { items } = await world.client.list(type, {}, signal);
    for (const { metadata } of items) {
      if (metadata.name === INVENTORY_NAME || metadata.name.startsWith('kube')) continue;
      names.push(
        `${type.kind} ${keyOf({ namespace: metadata.namespace ?? '', name: metadata.name })}`,
      );
    }
  }
  return names.sort();
}

async function runUntil(settings: Readonly<Record<string, string>>, expected: readonly string[]) {
  const operating = await world.operate(await compileShops(settings));
  try {
    await eventually(everything, (found) => String(found) === String([...expected].sort()), 10_000);
  } catch {
    expect(await everything()).toEqual([...expected].sort());
  }
  await readyIs(world, shops, { name: 'corner', status: 'True' });
  return operating;
}

const box = (entries: string): string => `operatorBox: { onReconcile: { ${entries} } }`;
const CM = 'configMaps: [{ name: cm, data: { a: "1" } }]';

test.each([
  {
    what: 'the last entry of a built-in kind',
    before: box(`${CM}, services: [{ name: svc, port: 80, selector: { app: a } }]`),
    made: ['ConfigMap default/cm', 'Service default/svc'],
  },
  {
    what: 'the last entry of a kind without a short form',
    before: box(
      `${CM}, custom: [{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: np }, spec: { podSelector: {}, policyTypes: [Ingress] } }]`,
    ),
    made: ['ConfigMap default/cm', 'NetworkPolicy default/np'],
  },
  {
    what: 'a kind in another namespace',
    before: box(`${CM}, secrets: [{ name: s, namespace: east, data: { a: "1" } }]`),
    made: ['ConfigMap default/cm', 'Secret east/s'],
  },
  {
    what: 'a kind without namespaces',
    before: box(
      `${CM}, custom: [{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: shop-role, namespaced: false }, rules: [] }]`,
    ),
    made: ['ConfigMap default/cm', 'ClusterRole shop-role'],
  },
  {
    what: 'one that moved to another namespace',
    before: box('configMaps: [{ name: cm, namespace: west, data: { a: "1" } }]'),
    made: ['ConfigMap west/cm'],
  },
  {
    what: 'all entries but one, one of them for each element of a list',
    before: box(
      `${CM}, secrets: [{ name: "{{ .item }}", forEach: { field: spec.parts }, data: { a: "1" } }]`,
    ),
    made: ['ConfigMap default/cm', 'Secret default/a', 'Secret default/b'],
  },
  {
    what: 'the name of the entry and all that it had of a kind',
    entry: 'store:shop',
    before: box(`${CM}, services: [{ name: svc, port: 80, selector: { app: a } }]`),
    made: ['ConfigMap default/cm', 'Service default/svc'],
  },
])(
  'while no process ran, $what left the Katalog: it is pruned, and nothing else',
  async ({ before, entry = 'shop', made }) => {
    await create('v1/Service', {
      metadata: { name: 'foreign', namespace: 'default' },
      spec: { ports: [{ port: 80 }] },
    });
    const foreign = ['Service default/foreign'];
    await createShop(world, shops, { name: 'corner', spec: { parts: ['a', 'b'] } });
    const first = await runUntil({ [entry]: before }, [...made, ...foreign]);
    await first.stop();

    const second = await runUntil({ shop: box(CM) }, ['ConfigMap default/cm', ...foreign]);

    expect(second.runtime.crds[0]?.health().warnings).toEqual([]);
  },
);

test('a former kind that may not be listed stays, and health and log say so once', async () => {
  await createShop(world, shops, { name: 'corner' });
  const before = box(`${CM}, services: [{ name: svc, port: 80, selector: { app: a } }]`);
  const made = ['ConfigMap default/cm', 'Service default/svc'];
  const first = await runUntil({ shop: before }, made);
  await first.stop();
  const message = 'services is forbidden: User "ork" cannot list resource "services"';
  const match = { resource: 'services', verb: 'list', userAgent: 'orkestra/operator' } as const;
  world.devCluster.faults.add({ match, times: 1000, respond: { status: 403, message } });

  const second = await world.operate(await compileShops({ shop: box(CM) }));
  const warnings = await eventually(
    async () => second.runtime.crds[0]?.health().warnings ?? [],
    (found) => found.length > 0,
    20_000,
  );

  expect(await everything()).toEqual(made);
  expect(warnings).toEqual([
    `what an earlier revision made of v1/Service is not pruned, nor deleted with its owner: ${message}`,
  ]);
  const lines = second.log.filter(({ message: text }) => text === 'something is not looked after');
  expect(lines).toHaveLength(1);
});

test('what a former entry made in another namespace does not outlive its custom resource', async () => {
  await createShop(world, shops, { name: 'corner' });
  const first = await runUntil(
    { shop: box(`${CM}, secrets: [{ name: s, namespace: east, data: { a: "1" } }]`) },
    ['ConfigMap default/cm', 'Secret east/s'],
  );
  await first.stop();
  await world.client.delete(
    { type: shops, ref: { namespace: 'default', name: 'corner' } },
    {},
    signal,
  );

  await world.operate(await compileShops({ shop: box(CM) }));

  await eventually(everything, (found) => !found.includes('Secret east/s'), 20_000);
  await eventually(
    () => world.client.get({ type: shops, ref: { namespace: 'default', name: 'corner' } }, signal),
    (found) => found === undefined,
    20_000,
  );
});

test('the inventory is written once for what may be made, and for no custom resource', async () => {
  const own = box('configMaps: [{ name: "{{ .metadata.name }}", data: { a: "1" } }]');
  await createShop(world, shops, { name: 'corner' });
  const first = await runUntil({ shop: own }, ['ConfigMap default/corner']);
  const inventory = async (): Promise<string | undefined> => {
    const type = await typeOf(world, gvk('v1/ConfigMap'));
    const ref = { namespace: 'default', name: INVENTORY_NAME };
    return (await world.client.get({ type, ref }, signal))?.metadata.resourceVersion;
  };
  const before = await inventory();
  await createShop(world, shops, { name: 'other' });
  await readyIs(world, shops, { name: 'other', status: 'True' });
  await first.stop();
  const again = await world.operate(await compileShops({ shop: own }));
  await eventually(
    async () => again.runtime.crds[0]?.health().state,
    (state) => state === 'healthy',
  );

  expect(before).toBeDefined();
  expect(await inventory()).toBe(before);
});
