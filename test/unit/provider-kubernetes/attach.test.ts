import { afterEach, describe, expect, test } from 'vitest';
import { ErrorCode } from '../../../core/index.ts';
import { aBlock, anOwner, aRig, ProviderRig, WEBSITE } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const CONFIG = aBlock('configMaps', { name: 'settings', data: { a: 'b' } });

describe('attach', () => {
  test('follows each kind once, whatever number of blocks', async () => {
    rig = await aRig([...WEBSITE, ...WEBSITE]);

    expect(rig.cluster.requests).toEqual({ watch: 2 });
  });

  test('follows one namespace when the watch of the CRD is restricted and no child leaves it', async () => {
    rig = new ProviderRig();
    await rig.attach([CONFIG, aBlock('secrets', { namespace: 'vault' })], { namespace: 'default' });

    expect(rig.cluster.selections).toEqual([
      {
        kind: 'ConfigMap',
        namespace: 'default',
        labelSelector: 'orkestra.orkspace.io/managed=true',
      },
      { kind: 'Secret', labelSelector: 'orkestra.orkspace.io/managed=true' },
    ]);
  });

  test('a cluster-scoped kind is followed everywhere', async () => {
    rig = new ProviderRig();
    rig.cluster.install({
      group: 'rbac.authorization.k8s.io',
      version: 'v1',
      kind: 'ClusterRole',
      plural: 'clusterroles',
      namespaced: false,
      subresources: [],
      verbs: [],
    });
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: {} };

    await rig.attach([aBlock('custom', role)], { namespace: 'default' });

    expect(rig.cluster.selections).toMatchObject([{ kind: 'ClusterRole' }]);
    expect(rig.cluster.selections[0]).not.toHaveProperty('namespace');
  });

  test('a new revision still finds and prunes what only the old one declared', async () => {
    rig = await aRig([...WEBSITE, CONFIG]);
    await rig.cycle([...WEBSITE, CONFIG]);

    await rig.reattach(WEBSITE);
    const plan = await rig.plan(WEBSITE);

    expect(plan.operations).toMatchObject([{ verb: 'delete', resource: 'configMaps' }]);
  });

  test('an event of a child of another kind of custom resource tells nobody', async () => {
    rig = await aRig([CONFIG]);
    const other = { apiVersion: 'demo/v1', kind: 'Shop', name: 'shop', uid: 'x', controller: true };

    rig.cluster.put({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'foreign',
        namespace: 'default',
        labels: { 'orkestra.orkspace.io/managed': 'true' },
        ownerReferences: [other],
      },
    });
    await rig.clock.settle();

    expect(rig.changes).toEqual([]);
  });
});

describe('apply', () => {
  test('waits for sleep, and gives up when aborted meanwhile', async () => {
    const slow = aBlock('configMaps', { name: 'settings', data: { a: 'b' }, sleep: '2s' });
    rig = await aRig([slow]);
    const [operation] = (await rig.plan([slow])).operations;
    if (operation === undefined) throw new TypeError('Nothing to create');
    const stop = new AbortController();

    const applied = rig.provider.apply(operation, { owner: rig.owner, signal: rig.signal });
    const aborted = rig.provider.apply(operation, { owner: rig.owner, signal: stop.signal });
    const refusal = expect(aborted).rejects.toMatchObject({ code: ErrorCode.Aborted });
    await rig.clock.advance(1_000);
    expect(rig.cluster.writes).toBe(0);
    stop.abort();
    await refusal;
    await rig.clock.advance(1_000);
    await applied;

    expect(rig.cluster.writes).toBe(1);
  });

  test('without force leaves the fields of others, also of a child of our own', async () => {
    const gentle = { ...CONFIG, force: false };
    rig = await aRig([gentle]);
    await rig.cycle([gentle]);
    const target = {
      type: rig.typeOf('ConfigMap'),
      ref: { namespace: 'default', name: 'settings' },
    };
    rig.cluster.edit(target, (object) => ({ ...object, data: { a: 'theirs' } }));
    await rig.clock.settle();

    await expect(rig.cycle([gentle])).rejects.toMatchObject({
      code: ErrorCode.FieldConflict,
      details: { conflicts: [{ manager: 'kubectl', fields: ['.data.a'] }] },
    });
  });

  test('a child of the custom resource that had this name before is taken over again, and the record says so', async () => {
    rig = await aRig([CONFIG]);
    await rig.cycle([CONFIG]);
    rig.owner = anOwner({ uid: 'owner-2' });

    await rig.cycle([CONFIG]);

    expect(rig.results).toMatchObject([
      {
        became: {
          decision: 'adopted',
          reason: 'made for the former Website default/shop, taken over again',
        },
      },
    ]);
    const { ownerReferences } = rig.cluster.peek('ConfigMap', 'settings')?.metadata ?? {};
    expect(ownerReferences).toMatchObject([{ uid: 'owner-2' }]);
    expect((await rig.plan([CONFIG])).operations).toEqual([]);
  });

  test('long names fit into labels, and dots into the name of the container', async () => {
    const name = `${'a'.repeat(60)}.${'b'.repeat(40)}`;
    const block = aBlock('deployments', { name, image: 'nginx' });
    rig = await aRig([block], { owner: anOwner({ name: 'x'.repeat(100) }) });

    await rig.cycle([block]);

    const spec = rig.cluster.peek('Deployment', name)?.['spec'] as {
      selector: { matchLabels: Record<string, string> };
      template: { spec: { containers: { name: string }[] } };
    };
    const labels = Object.values(spec.selector.matchLabels);
    expect(labels.filter((label) => label.length === 63)).toHaveLength(2);
    expect(new Set(labels).size).toBe(labels.length);
    expect(spec.template.spec.containers[0]?.name).toMatch(/^[a-z0-9-]{1,63}$/);
  });
});
