import { afterEach, describe, expect, test } from 'vitest';
import { Identity } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig, WEBSITE } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

/** What names the owner among all kinds and namespaces. */
const OWNER_LABELS = {
  [Identity.ownerLabel]: 'shop',
  [Identity.ownerKindLabel]: 'Website.demo.orkestra.io',
  [Identity.ownerNamespaceLabel]: 'default',
};

describe('the website', () => {
  test('a new custom resource costs one apply for each child', async () => {
    rig = await aRig(WEBSITE);

    const plan = await rig.cycle(WEBSITE);

    expect(plan.operations.map(({ verb, id, reason }) => [verb, id, reason])).toEqual([
      ['create', 'apps/v1/Deployment/default/shop', 'absent'],
      ['create', 'v1/Service/default/shop', 'absent'],
    ]);
    expect(rig.cluster.requests).toMatchObject({ apply: 2, watch: 2 });
    expect(rig.cluster.requests['get']).toBeUndefined();
    expect(plan.needsCleanup).toBe(false);
  });

  test('the children carry identity, owner reference and a selector of their own', async () => {
    rig = await aRig(WEBSITE);

    await rig.cycle(WEBSITE);

    const deployment = rig.cluster.peek('Deployment', 'shop');
    expect(deployment?.metadata.labels).toEqual({
      [Identity.managedLabel]: 'true',
      ...OWNER_LABELS,
      [Identity.ownerUidLabel]: 'owner-1',
    });
    expect(deployment?.metadata.ownerReferences).toEqual([
      {
        apiVersion: 'demo.orkestra.io/v1alpha1',
        kind: 'Website',
        name: 'shop',
        uid: 'owner-1',
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
    const pods = {
      ...OWNER_LABELS,
      [Identity.workloadLabel]: 'shop',
      [Identity.workloadKindLabel]: 'Deployment',
    };
    expect(deployment?.['spec']).toMatchObject({
      replicas: 2,
      selector: { matchLabels: pods },
      template: { metadata: { labels: pods }, spec: { containers: [{ name: 'shop' }] } },
    });
    expect(rig.cluster.peek('Service', 'shop')?.['spec']).toEqual({
      type: 'ClusterIP',
      selector: pods,
      ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
    });
  });

  test('a second cycle needs nothing, also before the watch has told of the first', async () => {
    rig = await aRig(WEBSITE);
    const first = await rig.plan(WEBSITE);
    await rig.act(first.operations);

    const plan = await rig.plan(WEBSITE);

    expect(plan.operations).toEqual([]);
    expect(plan.unchanged.map(({ id }) => id)).toEqual([
      'apps/v1/Deployment/default/shop',
      'v1/Service/default/shop',
    ]);
  });

  test('a restarted provider finds everything in place and writes nothing', async () => {
    rig = await aRig(WEBSITE);
    await rig.cycle(WEBSITE);
    const { cluster } = rig;
    rig.stop.abort();
    const writes = cluster.writes;

    rig = await aRig(WEBSITE, { cluster });
    const plan = await rig.cycle(WEBSITE);

    expect(plan.operations).toEqual([]);
    expect(cluster.writes).toBe(writes);
  });

  test('a hand that edits a child is undone, and the plan says which field', async () => {
    rig = await aRig(WEBSITE);
    await rig.cycle(WEBSITE);
    const target = { type: rig.typeOf('Deployment'), ref: { namespace: 'default', name: 'shop' } };
    rig.cluster.edit(target, (object) => ({
      ...object,
      spec: { ...(object['spec'] as object), replicas: 5 },
    }));
    await rig.clock.settle();

    const plan = await rig.cycle(WEBSITE);

    expect(plan.operations).toMatchObject([
      {
        verb: 'update',
        reason: 'spec.replicas differs',
        changes: [{ path: 'spec.replicas', from: 5, to: 2 }],
      },
    ]);
    expect(rig.cluster.peek('Deployment', 'shop')?.['spec']).toMatchObject({ replicas: 2 });
  });

  test('a child event names the custom resource, an echo of an own write does not', async () => {
    rig = await aRig(WEBSITE);
    await rig.cycle(WEBSITE);
    expect(rig.changes).toEqual([]);
    const target = { type: rig.typeOf('Deployment'), ref: { namespace: 'default', name: 'shop' } };

    await rig.cluster.delete(target, {}, rig.signal);
    await rig.clock.settle();

    expect(rig.changes).toEqual([{ uid: 'owner-1', key: 'default/shop' }]);
    const plan = await rig.plan(WEBSITE);
    expect(plan.operations).toMatchObject([{ verb: 'create', resource: 'deployments' }]);
  });

  test('a field that leaves the declaration is removed from the object', async () => {
    rig = await aRig(WEBSITE);
    await rig.cycle([aBlock('deployments', { name: 'shop', image: 'nginx', replicas: 3 })]);

    const plan = await rig.cycle([aBlock('deployments', { name: 'shop', image: 'nginx' })]);

    expect(plan.operations).toMatchObject([{ reason: 'fields are no longer declared' }]);
    expect(rig.cluster.peek('Deployment', 'shop')?.['spec']).not.toHaveProperty('replicas');
  });

  test('what nobody declares any more is deleted, what is retained stays', async () => {
    rig = await aRig(WEBSITE);
    await rig.cycle(WEBSITE);
    const [, service] = WEBSITE;
    if (service === undefined) throw new TypeError('No service');

    const kept = await rig.plan([service], {
      retained: [{ entry: 'a', kind: 'deployments', block: { name: 'shop' } }],
    });
    const nameless = await rig.plan([service], { retained: [{ entry: 'a', kind: 'deployments' }] });
    const plan = await rig.cycle([service]);

    expect(kept.operations).toEqual([]);
    expect(nameless.operations).toEqual([]);
    expect(plan.operations).toMatchObject([
      { verb: 'update', resource: 'services' },
      { verb: 'delete', id: 'apps/v1/Deployment/default/shop', reason: 'no longer declared' },
    ]);
    expect(rig.cluster.peek('Deployment', 'shop')).toBeUndefined();
  });

  test('a second workload leaves a Service with the pods of the first', async () => {
    const admin = aBlock('deployments', { name: 'shop-admin', image: 'nginx' }, { entry: 'admin' });
    rig = await aRig(WEBSITE);
    await rig.cycle(WEBSITE);
    await rig.cycle(WEBSITE);

    const plan = await rig.cycle([...WEBSITE, admin]);

    expect(plan.operations.map(({ verb, name }) => [verb, name])).toEqual([
      ['create', 'shop-admin'],
    ]);
    expect(rig.cluster.peek('Service', 'shop')?.['spec']).toMatchObject({
      selector: { [Identity.workloadLabel]: 'shop' },
    });
  });
});
