import { afterEach, describe, expect, test } from 'vitest';
import { type DesiredBlock, Identity, type KubeObject } from '../../../core/index.ts';
import { aBlock, anOwner, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const THEIRS: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'precious', namespace: 'default', labels: { team: 'a' } },
  data: { key: 'dg==' },
};

function block(rest: Partial<DesiredBlock> = {}): DesiredBlock {
  return aBlock('secrets', { name: 'precious', data: { user: 'app' } }, rest);
}

const custom = aBlock(
  'custom',
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'precious' }, stringData: { user: 'app' } },
  { adopt: 'keep' },
);

function present(): KubeObject | undefined {
  return rig.cluster.peek('Secret', 'precious');
}

async function taken(desired: DesiredBlock, adoptExisting = false): Promise<void> {
  const cluster = new FakeCluster();
  cluster.put(THEIRS, 'kubectl-create');
  rig = await aRig([desired], { cluster, adoptExisting });
  await rig.cycle([desired]);
}

describe('an object that was there before and is adopted', () => {
  test.each([
    { what: 'with adopt: true', desired: block({ adopt: 'keep' }), adoptExisting: false },
    { what: 'by a custom entry', desired: custom, adoptExisting: false },
    { what: 'with --adopt-existing', desired: block(), adoptExisting: true },
  ])(
    '$what says so, has no owner reference, and is settled then',
    async ({ desired, adoptExisting }) => {
      await taken(desired, adoptExisting);

      expect(rig.results).toMatchObject([
        {
          became: {
            decision: 'adopted',
            reason: 'was there since 2026-01-01T00:00:00Z; let go when it is no longer declared',
          },
        },
      ]);
      expect(present()).toMatchObject({
        metadata: {
          labels: { team: 'a', [Identity.ownerUidLabel]: 'owner-1' },
          annotations: { [Identity.adoptedAnnotation]: 'Secret default/precious' },
        },
        data: { key: 'dg==', user: 'YXBw' },
      });
      expect(present()?.metadata.ownerReferences).toBeUndefined();
      const again = await rig.cycle([desired]);
      expect(again).toMatchObject({ operations: [], needsCleanup: true });
      expect(again.unchanged[0]?.standing).toBeUndefined();
    },
  );

  test.each([
    { why: 'it is no longer declared', phase: 'reconcile' as const },
    { why: 'the custom resource is deleted', phase: 'cleanup' as const },
  ])('is let go when $why, and keeps all that is not a mark of ours', async ({ phase }) => {
    await taken(block({ adopt: 'keep' }));

    const plan = await rig.plan([], { phase });
    await rig.act(plan.operations);
    await rig.clock.settle();

    expect(plan.operations).toMatchObject([{ verb: 'release', name: 'precious' }]);
    const { labels, annotations, ownerReferences } = present()?.metadata ?? {};
    expect({ labels, annotations, ownerReferences }).toEqual({
      labels: { team: 'a' },
      annotations: {},
      ownerReferences: undefined,
    });
    expect(present()?.['data']).toEqual({ key: 'dg==', user: 'YXBw' });
    expect((await rig.plan([], { phase })).operations).toEqual([]);
    const target = { type: rig.typeOf('Secret'), ref: { namespace: 'default', name: 'precious' } };
    const { metadata } = (await rig.cluster.get(target, rig.signal)) ?? {};
    expect(metadata?.['managedFields']).toEqual([{ manager: 'kubectl-create' }]);
  });

  test('stays adopted when the entry no longer says so, and after a restart', async () => {
    await taken(block({ adopt: 'keep' }));
    const { cluster } = rig;
    rig.stop.abort();
    rig = await aRig([block()], { cluster });

    const plan = await rig.cycle([block()]);

    expect(plan.operations).toEqual([]);
    expect((await rig.plan([], { phase: 'cleanup' })).operations).toMatchObject([
      { verb: 'release' },
    ]);
  });

  test('is deleted in the end where the entry says so', async () => {
    await taken(block({ adopt: 'delete' }));

    expect(rig.results).toMatchObject([
      { became: { decision: 'adopted', reason: expect.stringContaining('deleted when') } },
    ]);
    expect(present()?.metadata.ownerReferences).toMatchObject([{ uid: 'owner-1' }]);
    expect((await rig.plan([])).operations).toMatchObject([{ verb: 'delete' }]);
  });

  test('gets its marks alone where the entry only wants it to exist', async () => {
    await taken(block({ adopt: 'keep', mode: 'ensure' }));

    expect(rig.results).toMatchObject([{ became: { decision: 'adopted' } }]);
    expect(present()?.['data']).toEqual({ key: 'dg==' });
    expect(present()?.metadata.labels).toMatchObject({ [Identity.ownerUidLabel]: 'owner-1' });
  });

  test('is not taken with adopt: false, whatever the runtime is told', async () => {
    await taken(block({ adopt: 'never' }), true);

    expect(rig.results).toMatchObject([{ became: { decision: 'foreign' } }]);
    expect(present()?.metadata.labels).toEqual({ team: 'a' });
  });

  test('is never taken from another controller', async () => {
    const cluster = new FakeCluster();
    const ownerReferences = [
      { apiVersion: 'demo/v1', kind: 'Shop', name: 'other', uid: 'other-1', controller: true },
    ];
    const before = cluster.put({
      ...THEIRS,
      metadata: { ...THEIRS.metadata, ownerReferences },
    });
    rig = await aRig([block()], { cluster });

    await rig.cycle([block({ adopt: 'delete' })]);

    expect(rig.results).toMatchObject([{ became: { decision: 'foreign' } }]);
    expect(present()).toEqual(before);
  });
});

describe('what only looks like ours', () => {
  test('a copy of a child under another name is neither pruned nor deleted', async () => {
    rig = await aRig([block()]);
    await rig.cycle([block()]);
    const child = present();
    if (child === undefined) throw new TypeError('No child');
    const { uid: _uid, resourceVersion: _version, ...metadata } = child.metadata;
    for (const each of [metadata, { ...metadata, ownerReferences: [] }]) {
      rig.cluster.put({ ...child, metadata: { ...each, name: `copy-${each === metadata}` } });
    }
    await rig.clock.settle();

    const pruning = await rig.plan([]);
    const cleanup = await rig.plan([], { phase: 'cleanup' });

    const names = [...pruning.operations, ...cleanup.operations].map(({ name }) => name);
    expect([...new Set(names)]).toEqual(['precious']);
  });

  test.each([
    { who: 'somebody else', manager: 'kubectl', verb: 'foreign' },
    { who: 'an earlier release', manager: 'orkestra', verb: 'deleted' },
  ])(
    'without proof it is read before it is deleted: by $who it is $verb',
    async ({ manager, verb }) => {
      const cluster = new FakeCluster();
      const labels = { [Identity.managedLabel]: 'true', [Identity.ownerUidLabel]: 'owner-1' };
      const annotations = { [Identity.hashAnnotation]: 'abc' };
      cluster.put({ ...THEIRS, metadata: { ...THEIRS.metadata, labels, annotations } }, manager);
      rig = await aRig([block()], { cluster });

      await rig.cycle([]);

      expect(cluster.requests['get']).toBe(1);
      expect(present() === undefined).toBe(verb === 'deleted');
      if (verb === 'foreign') expect(rig.results).toMatchObject([{ became: { decision: verb } }]);
    },
  );
});

test('what only labels call ours does not hold the deletion of a custom resource up', async () => {
  const cluster = new FakeCluster();
  const labels = { [Identity.managedLabel]: 'true', [Identity.ownerUidLabel]: 'owner-1' };
  const annotations = {
    [Identity.hashAnnotation]: 'abc',
    [Identity.ownerKeyAnnotation]: 'default/web',
  };
  const before = cluster.put({
    ...THEIRS,
    metadata: { ...THEIRS.metadata, labels, annotations },
  });
  const owner = anOwner({ deletionTimestamp: '2026-01-01T00:00:00Z' });
  rig = await aRig([block()], { cluster, owner });

  const first = await rig.plan([], { phase: 'cleanup' });
  await rig.act(first.operations);
  const { operations, waiting } = await rig.plan([], { phase: 'cleanup' });

  expect(rig.results).toMatchObject([
    { outcome: 'pending', afterMs: 0, message: expect.stringContaining('was left alone') },
  ]);
  expect([...operations, ...waiting]).toEqual([]);
  expect(present()).toEqual(before);
});

describe('what was made for a custom resource that is gone', () => {
  test.each(['apply', 'ensure', 'once'] as const)(
    'is ours again after a backup was restored, in mode %s',
    async (mode) => {
      const desired = block({ mode });
      rig = await aRig([desired]);
      await rig.cycle([desired]);
      const child = present();
      if (child === undefined) throw new TypeError('No child');
      const cluster = new FakeCluster();
      // A backup tool keeps labels, annotations and references, and gives new uids.
      cluster.put(child, 'velero');
      rig.stop.abort();
      rig = await aRig([desired], { cluster, owner: anOwner({ uid: 'owner-2' }) });

      await rig.cycle([desired]);

      const reason = 'made for the former Website default/shop, taken over again';
      expect(rig.results).toMatchObject([{ became: { decision: 'adopted', reason } }]);
      expect(present()).toMatchObject({
        metadata: {
          ownerReferences: [{ uid: 'owner-2' }],
          labels: { [Identity.ownerUidLabel]: 'owner-2' },
        },
        data: child['data'],
      });
      expect((await rig.plan([])).operations).toMatchObject([{ verb: 'delete' }]);
    },
  );

  test.each([
    { what: 'kind', gvk: { group: 'demo.orkestra.io', version: 'v1alpha1', kind: 'Cache' } },
    { what: 'group', gvk: { group: 'other.io', version: 'v1alpha1', kind: 'Website' } },
  ])('is not ours when it was for a custom resource of another $what', async ({ gvk }) => {
    rig = await aRig([block()]);
    await rig.cycle([block()]);
    const before = present();
    rig.owner = { ...anOwner({ uid: 'owner-2' }), gvk };

    await rig.cycle([block({ adopt: 'keep' })]);

    expect(rig.results).toMatchObject([{ became: { decision: 'foreign' } }]);
    expect(present()).toEqual(before);
  });
});
