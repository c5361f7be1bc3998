import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KubeObject, ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, getShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const SETTINGS_OF_SHOP = `
operatorBox:
  onReconcile:
    configMaps:
      - name: "{{ .spec.child }}"
        data: { a: ours }
`;
const FORBIDDEN =
  'User "system:serviceaccount:default:ork" cannot VERB resource "RESOURCE" in API group "GROUP" in the namespace "default"';

let world: World;
let configMaps: ResourceType;

beforeEach(async () => {
  world = await startWorld();
  configMaps = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
});

afterEach(() => world.stop());

function putConfigMap(
  name: string,
  metadata: Partial<KubeObject['metadata']> = {},
): Promise<KubeObject> {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default', ...metadata },
    data: { a: 'theirs' },
  };
  return world.client.create(configMaps, object, signal);
}

test('a CRD that is not installed is waited for, says so, and starts when it appears', async () => {
  const operating = await world.operate(await compileShops({ shop: SETTINGS_OF_SHOP }));
  const [crd] = operating.runtime.crds;
  await eventually(
    async () => operating.log,
    (lines) =>
      lines.some(
        ({ message }) => message === 'custom resource definition is not installed, waiting for it',
      ),
  );
  const before = crd?.health();
  const status = await eventually(
    async () => operating.runtime.status(),
    ({ ready }) => ready,
  );

  const shops = await installShop(world, 'shop');
  await createShop(world, shops, { name: 'late', spec: { child: 'late' } });

  await readyIs(world, shops, { name: 'late', status: 'True' });
  expect(before).toMatchObject({
    state: 'missing',
    healthy: false,
    reason: 'shops.shop.example.org is not installed in the cluster',
  });
  expect(status).toMatchObject({ live: true, reason: '' });
  expect(crd?.health()).toMatchObject({ state: 'healthy', reason: '' });
});

describe('a permission that is missing', () => {
  const forbidden = (verb: string, resource = 'configmaps'): string => {
    const group = resource === 'configmaps' ? '' : 'shop.example.org';
    const rule = FORBIDDEN.replace('VERB', verb).replace('RESOURCE', resource);
    return `${[resource, group].filter(Boolean).join('.')} is forbidden: ${rule.replace('GROUP', group)}`;
  };

  test('to write a child stands in Ready, event and log with verb and resource', async () => {
    const shops = await installShop(world, 'shop');
    const operating = await world.operate(await compileShops({ shop: SETTINGS_OF_SHOP }));
    const message = forbidden('patch');
    world.devCluster.faults.add({
      match: { resource: 'configmaps', verb: 'patch' },
      times: 1000,
      respond: { status: 403, message },
    });
    await createShop(world, shops, { name: 'web', spec: { child: 'web' } });

    expect(await readyIs(world, shops, { name: 'web', status: 'False' })).toMatchObject({
      reason: 'PermissionDenied',
      message,
    });
    world.devCluster.faults.clear();
    await readyIs(world, shops, { name: 'web', status: 'True' });
    expect(operating.log).toContainEqual({
      level: 'warn',
      message: 'reconcile failed',
      error: message,
    });
    expect(operating.events[0]?.event).toMatchObject({
      type: 'Warning',
      note: `shop.example.org/v1/Shop default/web: ${message}`,
    });
  });

  test('to write the status fails the record and is tried again', async () => {
    const shops = await installShop(world, 'shop');
    const message = forbidden('patch', 'shops');
    world.devCluster.faults.add({
      match: { resource: 'shops', verb: 'patch', subresource: 'status' },
      times: 3,
      respond: { status: 403, message },
    });
    const operating = await world.operate(await compileShops({ shop: SETTINGS_OF_SHOP }));

    await createShop(world, shops, { name: 'web', spec: { child: 'web' } });

    await readyIs(world, shops, { name: 'web', status: 'True' });
    const failed = operating.decisions.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map((record) => record.message)).toEqual([message, message, message]);
    expect(operating.events).toContainEqual(
      expect.objectContaining({ event: expect.objectContaining({ type: 'Warning' }) }),
    );
  });

  test.each([
    { what: 'the custom resources', resource: 'shops' },
    { what: 'a kind of children', resource: 'configmaps' },
  ])('to read $what is the reason of the CRD and of not being ready', async ({ resource }) => {
    await installShop(world, 'shop');
    const message = forbidden('list', resource);
    for (const verb of ['list', 'watch'] as const) {
      const match = { resource, verb, userAgent: 'orkestra/operator' };
      world.devCluster.faults.add({ match, times: 1000, respond: { status: 403, message } });
    }
    const operating = await world.operate(await compileShops({ shop: SETTINGS_OF_SHOP }));
    const [crd] = operating.runtime.crds;

    const health = await eventually(
      async () => crd?.health(),
      (found) => found?.reason.includes(message) === true,
      5_000,
    );
    const status = operating.runtime.status();
    world.devCluster.faults.clear();

    expect(health?.state).toBe('pending');
    expect(status.ready).toBe(false);
    expect(status.reason).toContain(message);
    expect(operating.log).toContainEqual({
      level: 'warn',
      message: 'list or watch failed, trying again',
      error: message,
    });
    await eventually(
      async () => operating.runtime.status(),
      ({ ready }) => ready,
    );
    expect(crd?.health().reason).toBe('');
  });
});

test('a child name that is none in Kubernetes is told with entry, name and rule, and not retried', async () => {
  const shops = await installShop(world, 'shop');
  const operating = await world.operate(await compileShops({ shop: SETTINGS_OF_SHOP }));

  await createShop(world, shops, { name: 'web', spec: { child: 'My_Config' } });

  expect(await readyIs(world, shops, { name: 'web', status: 'False' })).toMatchObject({
    reason: 'ReconcileError',
    message:
      'onReconcile.configMaps[0]: name: "My_Config" is not a DNS-1123 subdomain: lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit, at most 253 characters',
  });
  expect(operating.log.filter(({ message }) => message === 'reconcile failed')).toEqual([]);
});

test('a child of someone else is never taken: condition and event say who owns it', async () => {
  const other = await putConfigMap('other');
  const uid = other.metadata.uid ?? '';
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid, controller: true };
  const before = await putConfigMap('taken', { ownerReferences: [owner] });
  const shops = await installShop(world, 'shop');
  const operating = await world.operate(await compileShops({ shop: SETTINGS_OF_SHOP }));
  const told = `configMaps/taken is owned by ConfigMap default/other since ${before.metadata.creationTimestamp} and was left alone`;

  await createShop(world, shops, { name: 'web', spec: { child: 'taken' } });

  expect(await readyIs(world, shops, { name: 'web', status: 'False' })).toMatchObject({
    reason: 'ChildOwned',
    message: told,
  });
  expect(operating.events[0]?.event).toEqual({
    type: 'Warning',
    reason: 'ChildOwned',
    action: 'Reconcile',
    note: `shop.example.org/v1/Shop default/web: ${told}`,
  });
  expect(await getShop(world, configMaps, 'taken')).toEqual(before);
});

test('what nobody owns is not taken either: the record says who made it and how to take it over', async () => {
  const before = await putConfigMap('precious');
  const shops = await installShop(world, 'shop');
  const operating = await world.operate(await compileShops({ shop: SETTINGS_OF_SHOP }));

  await createShop(world, shops, { name: 'web', spec: { child: 'precious' } });

  const ready = await readyIs(world, shops, { name: 'web', status: 'False' });
  expect(ready).toMatchObject({ reason: 'ChildOwned' });
  expect(String(ready?.['message'])).toMatch(
    /^configMaps\/precious exists since \S+ \(written by .+\), was not made for this custom resource and was left alone; `adopt: true` on the entry takes it over$/,
  );
  expect(operating.events.map(({ event }) => event.reason)).toEqual(['ChildOwned']);
  expect(await getShop(world, configMaps, 'precious')).toEqual(before);
});

test('fields of another manager are left to it when forceConflict is false', async () => {
  await putConfigMap('held');
  const shops = await installShop(world, 'shop');
  const adopting = SETTINGS_OF_SHOP.replace('- name:', '- adopt: true\n        name:');
  await world.operate(await compileShops({ shop: `forceConflict: false\n${adopting}` }));

  await createShop(world, shops, { name: 'web', spec: { child: 'held' } });

  expect(await readyIs(world, shops, { name: 'web', status: 'False' })).toMatchObject({
    reason: 'FieldConflict',
    message: expect.stringMatching(
      /^fields of v1\/ConfigMap default\/held are managed by .+ \(\.data\.a\)$/,
    ),
  });
  expect((await getShop(world, configMaps, 'held'))?.['data']).toEqual({ a: 'theirs' });
});
