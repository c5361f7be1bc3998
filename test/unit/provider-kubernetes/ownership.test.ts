import { afterEach, describe, expect, test } from 'vitest';
import { Identity, type JsonValue, type KubeObject } from '../../../core/index.ts';
import { aBlock, anOwner, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

function configMap(metadata: Partial<KubeObject['metadata']>, data = { a: 'theirs' }): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'default', ...metadata },
    data,
  };
}

const SETTINGS = aBlock('configMaps', { name: 'settings', data: { a: 'ours' } });

const CONTROLLED = {
  ownerReferences: [
    { apiVersion: 'demo/v1', kind: 'Shop', name: 'other', uid: 'other-1', controller: true },
  ],
};

describe('an object that is there already', () => {
  test.each([
    { what: 'of another controller', metadata: CONTROLLED, says: 'is owned by Shop default/other' },
    { what: 'of nobody', metadata: {}, says: '(written by helm), was not made for this custom' },
    {
      what: 'that was only labelled as ours',
      metadata: {
        labels: { [Identity.managedLabel]: 'true', [Identity.ownerUidLabel]: 'owner-1' },
      },
      says: 'was not made for this custom resource',
    },
    {
      what: 'that another tool manages',
      metadata: { labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
      says: 'managed by Helm',
    },
  ])('$what is not touched, and the record says whose it is', async ({ metadata, says }) => {
    for (const mode of ['apply', 'ensure', 'once'] as const) {
      for (const force of [true, false]) {
        const cluster = new FakeCluster();
        const before = cluster.put(configMap(metadata, { a: 'ours' }), 'helm');
        rig = await aRig([SETTINGS], { cluster });

        await rig.cycle([{ ...SETTINGS, mode, force }]);

        const became = { decision: 'foreign', reason: expect.stringContaining(says) };
        expect(rig.results).toMatchObject([{ outcome: 'done', became }]);
        expect(cluster.peek('ConfigMap', 'settings')).toEqual(before);
        const again = await rig.plan([{ ...SETTINGS, mode, force }]);
        expect(again).toMatchObject({ operations: [], unchanged: [{ standing: became }] });
        rig.stop.abort();
      }
    }
  });

  test('is asked for once, and again after a while, when the custom resource changes, or when it is gone', async () => {
    const cluster = new FakeCluster();
    cluster.put(configMap({}));
    rig = await aRig([SETTINGS], { cluster });

    await rig.cycle([SETTINGS]);
    const again = await rig.cycle([SETTINGS]);

    expect(again).toMatchObject({ operations: [], requeueAfterMs: 60_000 });
    expect(cluster.requests).toMatchObject({ apply: 1, get: 1 });
    await rig.clock.advance(60_000);
    expect((await rig.cycle([SETTINGS])).operations).toHaveLength(1);
    rig.owner = anOwner({ generation: 2 });
    expect((await rig.cycle([SETTINGS])).operations).toHaveLength(1);
  });

  test('is not taken where no owner reference can tell whose it is', async () => {
    const cluster = new FakeCluster();
    const before = cluster.put(configMap({ namespace: 'other' }));
    const away = aBlock('configMaps', { name: 'settings', namespace: 'other', data: { a: 'b' } });
    rig = await aRig([away], { cluster });

    await rig.cycle([away]);

    expect(rig.results).toMatchObject([{ became: { decision: 'foreign' } }]);
    expect(cluster.peek('ConfigMap', 'settings', 'other')).toEqual(before);
  });

  test('is never deleted when it carries our labels but another controller', async () => {
    const cluster = new FakeCluster();
    const labels = { [Identity.managedLabel]: 'true', [Identity.ownerUidLabel]: 'owner-1' };
    cluster.put(configMap({ ...CONTROLLED, labels }));
    rig = await aRig([SETTINGS], { cluster });

    const plan = await rig.plan([]);

    expect(plan.operations).toEqual([]);
  });
});

describe('a child in another namespace', () => {
  const AWAY = aBlock('secrets', { name: 'creds', namespace: 'vault', data: { password: 'x' } });

  test('has no owner reference but the key of its owner, and asks for cleanup', async () => {
    rig = await aRig([AWAY]);

    const plan = await rig.cycle([AWAY]);

    const { metadata } = rig.cluster.peek('Secret', 'creds', 'vault') ?? {};
    expect(metadata?.ownerReferences).toBeUndefined();
    expect(metadata?.annotations?.[Identity.ownerKeyAnnotation]).toBe('default/shop');
    expect(plan.needsCleanup).toBe(true);
    expect((await rig.plan([AWAY])).needsCleanup).toBe(true);
  });

  test('tells its owner when it changes', async () => {
    rig = await aRig([AWAY]);
    await rig.cycle([AWAY]);
    const target = { type: rig.typeOf('Secret'), ref: { namespace: 'vault', name: 'creds' } };

    rig.cluster.edit(target, (object) => ({ ...object, data: {} }));
    await rig.clock.settle();

    expect(rig.changes).toEqual([{ uid: 'owner-1', key: 'default/shop' }]);
  });

  test('has an owner reference when the owner is cluster-scoped', async () => {
    rig = await aRig([AWAY], { owner: anOwner({}, false) });

    const plan = await rig.cycle([AWAY]);

    expect(plan.needsCleanup).toBe(false);
    expect(rig.cluster.peek('Secret', 'creds', 'vault')?.metadata.ownerReferences).toHaveLength(1);
  });

  test('toNamespaces makes one copy for each, and drops the copy that is no longer named', async () => {
    const copies = (namespaces: readonly unknown[]) =>
      aBlock('configMaps', { name: 'ca', data: { a: 'b' }, toNamespaces: namespaces as string[] });
    rig = await aRig([copies(['one'])]);

    await rig.cycle([copies(['one', ['two', ''], ''])]);
    const plan = await rig.cycle([copies(['two'])]);

    expect(rig.cluster.peek('ConfigMap', 'ca', 'two')).toBeDefined();
    expect(plan.operations).toMatchObject([{ verb: 'delete', namespace: 'one' }]);
  });
});

describe('toNamespaces', () => {
  const copies = (toNamespaces: JsonValue) =>
    aBlock('secrets', { name: 'ca', data: { a: 'b' }, toNamespaces });

  test.each([
    { given: [] },
    { given: [''] },
    { given: [[], null] },
    { given: '' },
    { given: null },
  ])('that comes to nothing ($given) makes no copy', async ({ given }) => {
    rig = await aRig([copies(['one'])]);
    await rig.cycle([copies(['one'])]);

    const plan = await rig.plan([copies(given)]);

    expect(plan.failures).toEqual([]);
    expect(plan.operations).toMatchObject([{ verb: 'delete', namespace: 'one' }]);
  });

  test('keeps all copies of an entry that is left alone, of which only the name is known', async () => {
    rig = await aRig([copies(['one', 'two'])]);
    await rig.cycle([copies(['one', 'two'])]);
    const retained = [{ entry: 'onCreate.secrets[0]', kind: 'secrets', block: { name: 'ca' } }];

    expect((await rig.plan([], { retained })).operations).toEqual([]);
  });

  test.each([{ given: '{{ .spec.ns }}' }, { given: [] }, { given: ['{{ .spec.ns }}'] }])(
    'may be written as $given',
    async ({ given }) => {
      rig = await aRig([]);
      const block = { name: 'ca', data: { a: 'b' }, toNamespaces: given };

      expect(await rig.provider.check({ kind: 'secrets', block })).toEqual([]);
      expect(
        await rig.provider.check({ kind: 'secrets', block: { ...block, dat: 1 } }),
      ).toMatchObject([{ path: ['dat'] }]);
    },
  );
});

describe('a child that two custom resources name', () => {
  const OTHER = anOwner({ name: 'rival', uid: 'owner-2' });

  test('stays with the first, and the second hears whose it is without a request', async () => {
    rig = await aRig([SETTINGS]);
    await rig.cycle([SETTINGS]);
    const before = rig.cluster.peek('ConfigMap', 'settings');
    const { writes } = rig.cluster;
    rig.owner = OTHER;

    const since = '2026-01-01T00:00:00Z';
    const reason = `is owned by Website default/shop since ${since} and was left alone`;
    const standing = { decision: 'foreign', reason };
    await rig.cycle([SETTINGS]);
    expect(rig.results).toMatchObject([{ became: standing }]);
    expect(await rig.cycle([SETTINGS])).toMatchObject({ unchanged: [{ standing }] });

    expect(rig.cluster.peek('ConfigMap', 'settings')).toEqual(before);
    expect(rig.cluster.writes).toBe(writes);
    expect(rig.cluster.requests['get']).toBeUndefined();
  });

  test('goes to one of them when both make it at the same time', async () => {
    rig = await aRig([SETTINGS]);
    const [mine] = (await rig.plan([SETTINGS])).operations;
    const first = rig.owner;
    rig.owner = OTHER;
    const [theirs] = (await rig.plan([SETTINGS])).operations;
    if (mine === undefined || theirs === undefined) throw new TypeError('Nothing to create');

    const outcomes = await Promise.allSettled([
      rig.provider.apply(mine, { owner: first, signal: rig.signal }),
      rig.provider.apply(theirs, { owner: OTHER, signal: rig.signal }),
    ]);

    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'fulfilled', value: { became: { decision: 'foreign' } } },
    ]);
    expect(rig.cluster.peek('ConfigMap', 'settings')?.metadata.ownerReferences).toMatchObject([
      { uid: 'owner-1' },
    ]);
  });

  test('is told to be free to who could not have it, once it is gone', async () => {
    rig = await aRig([SETTINGS]);
    await rig.cycle([SETTINGS]);
    const first = rig.owner;
    rig.owner = OTHER;
    await rig.cycle([SETTINGS]);
    rig.owner = first;
    rig.changes.length = 0;

    await rig.cycle([]);

    expect(rig.changes).toContainEqual({ uid: 'owner-2', key: 'default/rival' });
  });

  test('goes to the second when the first no longer has it', async () => {
    rig = await aRig([SETTINGS]);
    await rig.cycle([SETTINGS]);
    await rig.cycle([]);
    rig.owner = OTHER;

    await rig.cycle([SETTINGS]);

    expect(rig.cluster.peek('ConfigMap', 'settings')?.metadata.ownerReferences).toMatchObject([
      { uid: 'owner-2' },
    ]);
  });
});
