import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  deepEqual,
  type GroupVersionKind,
  getPath,
  isObject,
  type KubeObject,
  type ResourceType,
} from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const plain = (kind: string): GroupVersionKind => ({ group: '', version: 'v1', kind });

/** The first revision declares more, and another port. */
const FIRST = `
configMaps: [{ name: made, data: { a: "1", b: "2" } }]
services: [{ name: made, port: 80, targetPort: 8080, selector: { app: x } }]
deployments: [{ name: made, image: "nginx:1.29", env: { A: "1", B: "2" } }]
`;
const SECOND = `
configMaps: [{ name: made, reconcile: true, data: { a: "1" } }]
services: [{ name: made, reconcile: true, port: 81, targetPort: 8081, selector: { app: x } }]
deployments: [{ name: made, reconcile: true, image: "nginx:1.29", env: { A: "1" } }]
`;
const blockOf = (name: 'onCreate' | 'onReconcile', entries: string): string =>
  `operatorBox:\n  ${name}:\n${entries.trim().replaceAll(/^/gm, '    ')}`;

let world: World;
let shops: ResourceType;

beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
});

afterEach(() => world.stop());

const peek = async (gvk: GroupVersionKind): Promise<KubeObject> => {
  const type = await typeOf(world, gvk);
  const object = await world.client.get(
    { type, ref: { namespace: 'default', name: 'made' } },
    signal,
  );
  if (object === undefined) throw new Error(`${gvk.kind} is not there`);
  return object;
};

const managersOf = ({ metadata }: KubeObject): readonly string[] => {
  const entries: unknown = 'managedFields' in metadata ? metadata['managedFields'] : [];
  return (Array.isArray(entries) ? entries : [])
    .filter(isObject)
    .filter((entry) => entry['subresource'] === undefined)
    .map((entry) => `${String(entry['manager'])} ${String(entry['operation'])}`);
};

/** Whoever wrote an object, its managedFields say so. */
async function rewritten(
  gvk: GroupVersionKind,
  change: (entries: readonly Readonly<Record<string, unknown>>[]) => readonly object[],
): Promise<void> {
  const object = await peek(gvk);
  const entries: unknown =
    'managedFields' in object.metadata ? object.metadata['managedFields'] : [];
  const value = change(Array.isArray(entries) ? entries.filter(isObject) : []);
  const target = { type: await typeOf(world, gvk), ref: { namespace: 'default', name: 'made' } };
  const patch = [{ op: 'replace', path: '/metadata/managedFields', value }];
  await world.client.patch(target, patch, { type: 'json', fieldManager: 'test', signal });
}

async function revise(settings: string): Promise<void> {
  const operating = await world.operate(await compileShops({ shop: settings }));
  await eventually(
    async () => operating.decisions.length,
    (count) => count > 0,
  );
}

async function secondRevisionIsStored(): Promise<void> {
  await eventually(
    () => peek(plain('ConfigMap')),
    ({ data }) => deepEqual(data, { a: '1' }),
    5_000,
  );
  await eventually(
    () => peek(plain('Service')),
    (object) => deepEqual(getPath(object, ['spec', 'ports', '0', 'port']) ?? portOf(object), 81),
    5_000,
  );
  await eventually(
    () => peek({ group: 'apps', version: 'v1', kind: 'Deployment' }),
    (object) => JSON.stringify(object['spec']).includes('"env":[{"name":"A","value":"1"}]'),
    5_000,
  );
  await readyIs(world, shops, { name: 'one', status: 'True' });
}

function portOf(object: KubeObject): unknown {
  const ports = getPath(object, ['spec', 'ports']);
  return Array.isArray(ports) && ports.length === 1 ? ports[0].port : undefined;
}

test('what was created once and is enforced from the next revision on loses what is no longer declared', async () => {
  const first = await world.operate(await compileShops({ shop: blockOf('onCreate', FIRST) }));
  await createShop(world, shops, { name: 'one' });
  await readyIs(world, shops, { name: 'one', status: 'True' });
  await first.stop();

  await revise(blockOf('onCreate', SECOND));

  await secondRevisionIsStored();
});

describe('a child that was written in another way before is written as declared', () => {
  const WAYS = [
    {
      way: 'a POST or PUT of ours, as an older release sent it',
      change: (entries) =>
        entries.map((entry) =>
          entry['manager'] === 'orkestra' ? { ...entry, operation: 'Update' } : entry,
        ),
    },
    {
      way: 'kubectl apply on the client side, beside ours',
      change: (entries) => [
        ...entries,
        ...entries
          .filter((entry) => entry['manager'] === 'orkestra')
          .map((entry) => ({
            ...entry,
            manager: 'kubectl-client-side-apply',
            operation: 'Update',
          })),
      ],
    },
    {
      way: 'kubectl apply on the client side, in place of ours',
      change: (entries) =>
        entries.map((entry) =>
          entry['manager'] === 'orkestra'
            ? { ...entry, manager: 'kubectl-client-side-apply', operation: 'Update' }
            : entry,
        ),
    },
    {
      way: 'another applier, in place of ours',
      change: (entries) =>
        entries.map((entry) =>
          entry['manager'] === 'orkestra' ? { ...entry, manager: 'former-operator' } : entry,
        ),
    },
    { way: 'nobody: its managedFields were taken off', change: () => [{}] },
  ] satisfies readonly {
    readonly way: string;
    readonly change: Parameters<typeof rewritten>[1];
  }[];

  test.each(WAYS)('$way', async ({ change }) => {
    const enforced = FIRST.replaceAll('{ name: made', '{ name: made, reconcile: true');
    const first = await world.operate(
      await compileShops({ shop: blockOf('onReconcile', enforced) }),
    );
    await createShop(world, shops, { name: 'one' });
    await readyIs(world, shops, { name: 'one', status: 'True' });
    await first.stop();
    const kinds = [
      plain('ConfigMap'),
      plain('Service'),
      { group: 'apps', version: 'v1', kind: 'Deployment' },
    ];
    for (const gvk of kinds) await rewritten(gvk, change);

    await revise(blockOf('onReconcile', SECOND));

    await secondRevisionIsStored();
    expect(managersOf(await peek(plain('ConfigMap')))).toContain('orkestra Apply');
    expect(managersOf(await peek(plain('ConfigMap')))).not.toContain('orkestra Update');
  });
});
