import { afterEach, describe, expect, test } from 'vitest';
import { type DesiredBlock, Identity, isObject, type KubeObject } from '../../../core/index.ts';
import { aBlock, anOwner, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const deployment = (name: string, rest = {}): DesiredBlock =>
  aBlock('deployments', { name, image: 'nginx', ...rest }, { entry: `deployments.${name}` });
const service = (name: string, rest = {}): DesiredBlock =>
  aBlock('services', { name, port: 80, ...rest }, { entry: `services.${name}` });

function selectorOf(name: string, namespace = 'default'): Readonly<Record<string, unknown>> {
  const spec = rig.cluster.peek('Service', name, namespace)?.['spec'];
  return isObject(spec) && isObject(spec['selector']) ? spec['selector'] : {};
}

function podLabels(kind: string, name: string, namespace = 'default'): Record<string, unknown> {
  const spec = rig.cluster.peek(kind, name, namespace)?.['spec'] as {
    template: { metadata: { labels: Record<string, unknown> } };
  };
  return spec.template.metadata.labels;
}

function selects(selector: object, labels: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

describe('a Service reaches the pods of its own custom resource alone', () => {
  test.each([
    {
      what: 'one of another kind',
      other: { gvk: { group: 'demo.orkestra.io', version: 'v1', kind: 'Cache' } },
      metadata: {},
    },
    {
      what: 'one of that kind in another group',
      other: { gvk: { group: 'other.io', version: 'v1', kind: 'Website' } },
      metadata: {},
    },
    { what: 'one of another namespace', other: {}, metadata: { namespace: 'elsewhere' } },
  ])('beside $what with its name', async ({ other, metadata }) => {
    const mine = [
      deployment('web', { namespace: 'shared' }),
      service('web', { namespace: 'shared' }),
    ];
    const theirs = [
      deployment('cache', { namespace: 'shared' }),
      service('cache', { namespace: 'shared' }),
    ];
    rig = await aRig([...mine, ...theirs]);
    await rig.cycle(mine);
    rig.owner = { ...anOwner({ uid: 'owner-2', ...metadata }), ...other };
    await rig.cycle(theirs);

    for (const [name, foreign] of [
      ['web', 'cache'],
      ['cache', 'web'],
    ] as const) {
      const selector = selectorOf(name, 'shared');
      expect(selects(selector, podLabels('Deployment', name, 'shared'))).toBe(true);
      expect(selects(selector, podLabels('Deployment', foreign, 'shared'))).toBe(false);
    }
  });

  test('and not those of a Job or StatefulSet with the name of its Deployment', async () => {
    const blocks = [
      deployment('web'),
      aBlock('jobs', { name: 'web', image: 'busybox' }, { entry: 'job' }),
      service('web'),
    ];
    rig = await aRig(blocks);
    await rig.cycle(blocks);

    const selector = selectorOf('web');
    expect(selects(selector, podLabels('Deployment', 'web'))).toBe(true);
    expect(selects(selector, podLabels('Job', 'web'))).toBe(false);
  });

  test.each([
    { says: 'its name', name: 'web', rest: {}, target: 'web' },
    { says: 'its name and -svc', name: 'web-svc', rest: {}, target: 'web' },
    { says: 'a port only one listens on', name: 'x', rest: { targetPort: 9090 }, target: 'api' },
    {
      says: 'a selector',
      name: 'x',
      rest: { selector: { [Identity.workloadLabel]: 'api' } },
      target: 'api',
    },
  ])('chosen by $says', async ({ name, rest, target }) => {
    const blocks = [deployment('web', { port: 80 }), deployment('api', { port: 9090 })];
    rig = await aRig([...blocks, service(name, rest)]);
    await rig.cycle([...blocks, service(name, rest)]);

    const reached = ['web', 'api'].filter((each) =>
      selects(selectorOf(name), podLabels('Deployment', each)),
    );
    expect(reached).toEqual([target]);
  });

  test.each([
    { name: 'x', workloads: ['x-web', 'x-api'] },
    { name: 'web-lb', workloads: ['web', 'api'] },
    { name: 'x', workloads: ['a', 'b'] },
  ])('and asks which where nothing tells: $name beside $workloads', async ({ name, workloads }) => {
    const blocks = workloads.map((each) => deployment(each));
    rig = await aRig([...blocks, service(name)]);

    const { failures } = await rig.plan([...blocks, service(name)]);

    const [first, second] = workloads;
    expect(failures).toMatchObject([
      {
        entry: `services.${name}`,
        error: {
          details: {
            text: expect.stringContaining(
              `the pods may be those of Deployment ${first} or Deployment ${second}`,
            ),
          },
        },
      },
    ]);
  });

  test('and counts a workload that two entries name once', async () => {
    const again = { ...deployment('web'), entry: 'onReconcile.deployments[0]' };
    const blocks = [deployment('web'), again, service('x')];
    rig = await aRig(blocks);
    await rig.cycle(blocks);

    expect(selectorOf('x')).toMatchObject({ [Identity.workloadLabel]: 'web' });
  });

  test("a selector for pods of the author's own gets only the name of the owner beside it", async () => {
    const blocks = [deployment('web'), service('x', { selector: { app: 'other' } })];
    rig = await aRig(blocks);
    await rig.cycle(blocks);

    expect(selectorOf('x')).toEqual({ app: 'other', [Identity.ownerLabel]: 'shop' });
  });
});

describe('objects of an earlier release', () => {
  const OLD = { [Identity.ownerLabel]: 'shop', [Identity.workloadLabel]: 'web' };
  const metadata = {
    name: 'web',
    namespace: 'default',
    generation: 1,
    labels: {
      [Identity.managedLabel]: 'true',
      [Identity.ownerLabel]: 'shop',
      [Identity.ownerUidLabel]: 'owner-1',
    },
    annotations: { [Identity.hashAnnotation]: 'earlier' },
    ownerReferences: [
      {
        apiVersion: 'demo.orkestra.io/v1alpha1',
        kind: 'Website',
        name: 'shop',
        uid: 'owner-1',
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
  };
  const workload = (kind: string): KubeObject => ({
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: {
      selector: { matchLabels: OLD },
      ...(kind === 'StatefulSet'
        ? { serviceName: 'web', podManagementPolicy: 'Parallel', updateStrategy: {} }
        : {}),
      template: {
        metadata: { labels: OLD },
        spec: { containers: [{ name: 'web', image: 'nginx' }] },
      },
    },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2 },
  });

  test.each([
    { kind: 'Deployment', key: 'deployments' },
    { kind: 'StatefulSet', key: 'statefulSets' },
  ])(
    'a $kind keeps its selector, its pods get both labels, and the Service follows when all have them',
    async ({ kind, key }) => {
      const cluster = new FakeCluster();
      cluster.put(workload(kind), 'orkestra');
      cluster.put(
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata,
          spec: {
            type: 'ClusterIP',
            selector: { [Identity.ownerLabel]: 'shop' },
            ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
          },
        },
        'orkestra',
      );
      const blocks = [aBlock(key, { name: 'web', image: 'nginx' }), service('web')];
      rig = await aRig(blocks, { cluster });
      const target = { type: rig.typeOf(kind), ref: { namespace: 'default', name: 'web' } };
      const withStatus = (status: object): void => {
        cluster.edit(target, (object) => ({
          ...object,
          metadata: { ...object.metadata, generation: 2 },
          status,
        }));
      };

      await rig.cycle(blocks);
      expect(cluster.peek(kind, 'web')?.['spec']).toMatchObject({
        selector: { matchLabels: OLD },
        template: {
          metadata: { labels: { ...OLD, [Identity.ownerKindLabel]: 'Website.demo.orkestra.io' } },
        },
      });
      expect(selectorOf('web')).toEqual({ [Identity.ownerLabel]: 'shop' });

      withStatus({ observedGeneration: 2, replicas: 3, updatedReplicas: 1 });
      await rig.clock.settle();
      const under = await rig.cycle(blocks);
      expect(under.operations).toEqual([]);
      expect(under.unchanged).toContainEqual(
        expect.objectContaining({
          resource: 'services',
          standing: {
            decision: 'kept',
            reason: `selects as it did until all pods of ${key}/web carry its labels`,
          },
        }),
      );

      withStatus({ observedGeneration: 2, replicas: 2, updatedReplicas: 2 });
      await rig.clock.settle();
      await rig.cycle(blocks);
      expect(selects(selectorOf('web'), podLabels(kind, 'web'))).toBe(true);
      expect(selectorOf('web')).toMatchObject({ [Identity.workloadKindLabel]: kind });
      expect((await rig.cycle(blocks)).operations).toEqual([]);
    },
  );
});
