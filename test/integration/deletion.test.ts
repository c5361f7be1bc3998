import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type KubeObject,
  type Leadership,
  notLeaderError,
  type ResourceType,
} from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, getShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { type OperateOptions, type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const FINALIZER = 'orkestra.orkspace.io/cleanup';
const WAY_OUT = 'ork release Shop corner -n default --force lets it go';

/** Makes a copy in another namespace, so that deletion has work to do. */
const BOX =
  'operatorBox: { onReconcile: { configMaps: [{ name: "{{ .metadata.name }}-cm", namespace: copies, data: { a: "1" } }] } }';

let world: World;
let shops: ResourceType;
let copies: ResourceType;

beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  copies = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
  const namespaces = await typeOf(world, { group: '', version: 'v1', kind: 'Namespace' });
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'copies' } };
  await world.client.create(namespaces, namespace, signal);
});

afterEach(() => world.stop());

const corner = (): Promise<KubeObject | undefined> => getShop(world, shops, 'corner');
const copy = (): Promise<KubeObject | undefined> =>
  world.client.get({ type: copies, ref: { namespace: 'copies', name: 'corner-cm' } }, signal);
const remove = (): Promise<unknown> =>
  world.client.delete({ type: shops, ref: { namespace: 'default', name: 'corner' } }, {}, signal);
const isGone = (): Promise<unknown> => eventually(corner, (found) => found === undefined, 20_000);

async function operate(settings: string, options?: OperateOptions): Promise<Operating> {
  return world.operate(await compileShops({ shop: settings }), options);
}

/** A custom resource that has a copy and carries our finalizer. */
async function start(settings = BOX): Promise<Operating> {
  const operating = await operate(settings);
  await createShop(world, shops, { name: 'corner' });
  await eventually(copy, (found) => found !== undefined);
  await eventually(corner, (found) => found?.metadata.finalizers?.includes(FINALIZER) === true);
  return operating;
}

describe('without a right that the deletion needs, condition, event and log say what is missing and the way out', () => {
  test.each([
    { what: 'to delete a child', verb: 'delete', resource: 'configmaps' },
    { what: 'to take the finalizer off', verb: 'patch', resource: 'shops' },
  ] as const)('$what, and it goes on once the right is back', async ({ resource, verb }) => {
    const operating = await start();
    const message = `${resource} is forbidden: User "ork" cannot ${verb} resource "${resource}"`;
    world.devCluster.faults.add({
      match: { resource, verb, subresource: '', userAgent: 'orkestra/operator' },
      times: 1000,
      respond: { status: 403, message },
    });

    await remove();
    const ready = await readyIs(world, shops, { name: 'corner', status: 'False' });
    const { events, log } = operating;

    expect(ready['reason']).toBe('PermissionDenied');
    expect(ready['message']).toContain(message);
    expect(ready['message']).toContain(WAY_OUT);
    expect(events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        reason: 'ShopDeleteError',
        note: expect.stringContaining(WAY_OUT),
      }),
    );
    expect(log).toContainEqual(
      expect.objectContaining({ error: expect.stringContaining(WAY_OUT) }),
    );
    expect(operating.runtime.crds[0]?.health().lastError).toContain(WAY_OUT);
    world.devCluster.faults.clear();
    await isGone();
    expect(await copy()).toBeUndefined();
  });
});

test('while nobody leads a custom resource waits and health says so; whoever comes to lead lets it go', async () => {
  const first = await start();
  await first.stop();
  const leadership = elected();
  const second = await operate(BOX, { leadership });
  await remove();
  const [crd] = second.runtime.crds;

  const health = await eventually(
    async () => crd?.health(),
    (found) => found?.reason.includes('nobody leads') === true,
  );
  expect(health).toMatchObject({ reason: expect.stringContaining('nobody leads') });
  expect(await corner()).toBeDefined();
  expect(second.decisions).toEqual([]);

  leadership.win();
  await isGone();
  expect(await copy()).toBeUndefined();
});

test('removeFinalizers takes our finalizers off, so that nothing holds a deletion', async () => {
  const first = await start();
  await first.stop();
  await operate(`removeFinalizers: true\n${BOX}`);
  await eventually(corner, (found) => (found?.metadata.finalizers ?? []).length === 0, 20_000);

  await remove();

  await isGone();
  // What it leaves is what the finalizer was there for.
  expect(await copy()).toBeDefined();
});

test('removeFinalizers lets one go that is being deleted already', async () => {
  const first = await start();
  await first.stop();
  await remove();
  await operate(`removeFinalizers: true\n${BOX}`);
  await isGone();
});

test('the onDelete of an entry that is gone is not carried out, which its custom resource says before', async () => {
  const job = 'onDelete: { ordered: true, jobs: [{ name: farewell, image: a }] }';
  const first = await start(BOX.replace('{ onReconcile', `{ ${job}, onReconcile`));
  await first.stop();
  await installShop(world, 'branch');
  const second = await world.operate(await compileShops({ branch: BOX }));
  await eventually(
    async () => second.runtime.status().warnings.join(),
    (text) => text.includes('default/corner: no Katalog declares its kind any more'),
    20_000,
  );
  const warnings = second.runtime.status().warnings.join();
  const jobs = await typeOf(world, { group: 'batch', version: 'v1', kind: 'Job' });

  await remove();

  await isGone();
  expect(warnings).toContain('without its onDelete');
  expect(await copy()).toBeUndefined();
  const ref = { namespace: 'default', name: 'farewell' };
  expect(await world.client.get({ type: jobs, ref }, signal)).toBeUndefined();
});

/** Leadership that is won when the test says so. */
function elected(): Leadership & { win(): void } {
  const listeners = new Set<(isLeader: boolean) => void>();
  let leads = false;
  return {
    isLeader: () => leads,
    leader: () => '',
    standby: () => (leads ? undefined : { reason: 'nobody leads yet', isServed: true }),
    assertCanWrite: () => {
      if (!leads) throw notLeaderError();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    win() {
      leads = true;
      for (const listener of listeners) listener(true);
    },
  };
}
