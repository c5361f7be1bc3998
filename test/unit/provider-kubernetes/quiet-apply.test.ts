import { afterEach, describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

type Fields = Record<string, unknown>;

const DEPLOYMENT = aBlock('deployments', {
  name: 'shop',
  image: 'nginx',
  port: '8080',
  resources: { requests: { cpu: '1000m', memory: '1024Mi' } },
  env: { EMPTY: '', MODE: 'fast' },
});

/** Defaults and canonical quantities, as an API server fills them in. */
function asServed(object: KubeObject): KubeObject {
  if (object.kind !== 'Deployment') return object;
  const spec = object['spec'] as { template: { spec: { containers: Fields[] } } };
  const containers = spec.template.spec.containers.map((container) => ({
    terminationMessagePath: '/dev/termination-log',
    ...container,
    resources: { requests: { cpu: '1', memory: '1Gi' } },
    env: [{ name: 'EMPTY' }, { name: 'MODE', value: 'fast' }],
    ports: [{ containerPort: 8080, protocol: 'TCP' }],
  }));
  const template = { ...spec.template, spec: { restartPolicy: 'Always', containers } };
  return { ...object, spec: { ...spec, progressDeadlineSeconds: 600, template } };
}

describe('quiet apply', () => {
  test('defaults, canonical quantities and left-out zero values are no drift', async () => {
    const cluster = new FakeCluster();
    cluster.normalise = asServed;
    rig = await aRig([DEPLOYMENT], { cluster });
    await rig.cycle([DEPLOYMENT]);
    rig.stop.abort();

    rig = await aRig([DEPLOYMENT], { cluster });

    expect((await rig.plan([DEPLOYMENT])).operations).toEqual([]);
  });

  test('an item that admission adds is no drift, and after a restart costs one apply', async () => {
    const cluster = new FakeCluster();
    const extra = { injected: 'by a webhook' };
    cluster.normalise = (object) =>
      object.kind === 'ConfigMap'
        ? { ...object, data: { ...(object['data'] as Fields), ...extra } }
        : object;
    const block = aBlock('configMaps', { name: 'settings', data: { a: 'ours' } });
    rig = await aRig([block], { cluster });
    for (let cycle = 0; cycle < 3; cycle += 1) await rig.cycle([block]);
    const before = cluster.requests['apply'];
    rig.stop.abort();

    rig = await aRig([block], { cluster });
    for (let cycle = 0; cycle < 3; cycle += 1) await rig.cycle([block]);

    expect({ before, after: cluster.requests['apply'] }).toEqual({ before: 1, after: 2 });
  });

  test('a webhook that changes what we declare costs one apply, not one for each cycle', async () => {
    const cluster = new FakeCluster();
    cluster.normalise = (object) =>
      object.kind === 'ConfigMap' ? { ...object, data: { a: 'changed by a webhook' } } : object;
    const block = aBlock('configMaps', { name: 'settings', data: { a: 'ours' } });
    rig = await aRig([block], { cluster });
    await rig.cycle([block]);

    for (let cycle = 0; cycle < 3; cycle += 1) await rig.cycle([block]);

    expect(cluster.writes).toBe(1);
  });

  test('after a restart that change costs one more apply', async () => {
    const cluster = new FakeCluster();
    cluster.normalise = (object) =>
      object.kind === 'ConfigMap' ? { ...object, data: { a: 'changed by a webhook' } } : object;
    const block = aBlock('configMaps', { name: 'settings', data: { a: 'ours' } });
    rig = await aRig([block], { cluster });
    await rig.cycle([block]);
    rig.stop.abort();

    rig = await aRig([block], { cluster });
    for (let cycle = 0; cycle < 3; cycle += 1) await rig.cycle([block]);

    expect(cluster.writes).toBe(2);
  });

  test('a drift beside such a change is still seen', async () => {
    const cluster = new FakeCluster();
    cluster.normalise = (object) =>
      object.kind === 'ConfigMap'
        ? { ...object, data: { ...(object['data'] as Fields), a: 'changed by a webhook' } }
        : object;
    const block = aBlock('configMaps', { name: 'settings', data: { a: 'ours', b: 'ours' } });
    rig = await aRig([block], { cluster });
    await rig.cycle([block]);
    const target = {
      type: rig.typeOf('ConfigMap'),
      ref: { namespace: 'default', name: 'settings' },
    };

    cluster.edit(target, (object) => ({ ...object, data: { a: 'x', b: 'theirs' } }));
    await rig.clock.settle();

    expect((await rig.plan([block])).operations).toMatchObject([{ reason: 'data.b differs' }]);
  });

  test('an empty value that was removed by hand comes back', async () => {
    const block = aBlock('configMaps', { name: 'settings', data: { a: 'x', e: '' } });
    rig = await aRig([block]);
    await rig.cycle([block]);
    const target = {
      type: rig.typeOf('ConfigMap'),
      ref: { namespace: 'default', name: 'settings' },
    };

    rig.cluster.edit(target, (object) => ({ ...object, data: { a: 'x' } }));
    await rig.clock.settle();
    const plan = await rig.cycle([block]);

    expect(plan.operations).toMatchObject([{ reason: 'data.e differs' }]);
    expect(rig.cluster.peek('ConfigMap', 'settings')?.['data']).toEqual({ a: 'x', e: '' });
    expect((await rig.plan([block])).operations).toEqual([]);
  });

  test('an entry that only wants an object to exist leaves edits alone and repairs a deletion', async () => {
    const block = aBlock(
      'configMaps',
      { name: 'settings', data: { a: 'ours' } },
      { mode: 'ensure' },
    );
    rig = await aRig([block]);
    await rig.cycle([block]);
    const target = {
      type: rig.typeOf('ConfigMap'),
      ref: { namespace: 'default', name: 'settings' },
    };

    rig.cluster.edit(target, (object) => ({ ...object, data: { a: 'theirs' } }));
    await rig.clock.settle();
    const edited = await rig.cycle([block]);
    await rig.cluster.delete(target, {}, rig.signal);
    await rig.clock.settle();
    const deleted = await rig.cycle([block]);

    expect(edited.operations).toEqual([]);
    expect(deleted.operations).toMatchObject([{ verb: 'create' }]);
  });

  test.each([
    {
      what: 'claim templates of a StatefulSet',
      before: aBlock('statefulSets', {
        name: 'db',
        image: 'postgres',
        serviceName: 'one',
        volumeClaimTemplates: [{ storageClass: 'fast', storageSize: '1Gi' }],
      }),
      after: aBlock('statefulSets', {
        name: 'db',
        image: 'postgres',
        serviceName: 'two',
        volumeClaimTemplates: [{ storageClass: 'slow', storageSize: '2Gi' }],
      }),
      kind: 'StatefulSet',
      kept: { serviceName: 'one', volumeClaimTemplates: [{ spec: { storageClassName: 'fast' } }] },
    },
    {
      what: 'the address of a Service',
      before: aBlock('services', { name: 'db', port: 80, headless: 'true' }),
      after: aBlock('services', { name: 'db', port: 81 }),
      kind: 'Service',
      kept: { clusterIP: 'None', ports: [{ port: 81 }] },
    },
    {
      what: 'a claim that would shrink',
      before: aBlock('persistentVolumeClaims', { name: 'db', storage: '2Gi' }),
      after: aBlock('persistentVolumeClaims', { name: 'db', storage: '1Gi' }),
      kind: 'PersistentVolumeClaim',
      kept: { resources: { requests: { storage: '2Gi' } } },
    },
  ])('$what is kept as it is', async ({ before, after, kind, kept }) => {
    rig = await aRig([before]);
    await rig.cycle([before]);

    await rig.cycle([after]);

    expect(rig.cluster.peek(kind, 'db')?.['spec']).toMatchObject(kept);
    expect((await rig.plan([after])).operations).toEqual([]);
  });

  test('a claim grows', async () => {
    const claim = (storage: string) => aBlock('persistentVolumeClaims', { name: 'db', storage });
    rig = await aRig([claim('1Gi')]);
    await rig.cycle([claim('1Gi')]);

    const plan = await rig.plan([claim('2Gi')]);

    expect(plan.operations).toMatchObject([{ reason: 'spec.resources.requests.storage differs' }]);
  });

  test('a job is created once, whatever becomes of its block', async () => {
    rig = await aRig([aBlock('jobs', { name: 'build', image: 'one' })]);
    await rig.cycle([aBlock('jobs', { name: 'build', image: 'one' })]);

    const plan = await rig.plan([aBlock('jobs', { name: 'build', image: 'two' })]);

    expect(plan.operations).toEqual([]);
  });
});
