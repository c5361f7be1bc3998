import { expect, test } from 'vitest';
import { type Context, pathIn, until } from './cluster-context.ts';

const conditionOf = (
  body: { status?: { conditions?: { type: string; status: string }[] } },
  type: string,
) => body.status?.conditions?.find((condition) => condition.type === type)?.status;

interface Told {
  readonly reason: string;
  readonly involvedObject: { readonly name: string };
}

/** How far the workload controllers have to come for state machines to go on. */
export function workloadCases(context: Context): void {
  const pods = (labels: object) => ({
    metadata: { labels },
    spec: { containers: [{ name: 'main', image: 'main:1' }] },
  });

  test('a Deployment becomes available, and its Pods go with it', async () => {
    const { client } = context();
    const path = pathIn(context, 'apps/v1', 'deployments');
    await client.post(path, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: pods({ app: 'web' }),
      },
    });

    const { body } = await until(
      () => client.get(`${path}/web`),
      ({ body: current }) =>
        current.status.availableReplicas === 2 &&
        current.status.observedGeneration === current.metadata.generation,
    );
    await client.delete(`${path}/web`, { propagationPolicy: 'Background' });
    await until(
      () => client.get(`${pathIn(context, 'v1', 'pods')}?labelSelector=app%3Dweb`),
      ({ body: list }) => list.items.length === 0,
    );

    expect(body.status).toMatchObject({ replicas: 2, readyReplicas: 2, updatedReplicas: 2 });
    expect(conditionOf(body, 'Available')).toBe('True');
  });

  test('what becomes of a Deployment is told in events', async () => {
    const { client } = context();
    const path = pathIn(context, 'apps/v1', 'deployments');
    const about = async (kind: string) => {
      const selector = encodeURIComponent(`involvedObject.kind=${kind}`);
      const { body } = await client.get(
        `${pathIn(context, 'v1', 'events')}?fieldSelector=${selector}`,
      );
      const told: Told[] = body.items;
      return told.filter(({ involvedObject }) => involvedObject.name.startsWith('told'));
    };
    await client.post(path, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'told' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'told' } },
        template: pods({ app: 'told' }),
      },
    });

    const [created] = await until(
      () => about('ReplicaSet'),
      (events) => events.length > 0,
    );
    const [scaled] = await until(
      () => about('Deployment'),
      (events) => events.length > 0,
    );
    const [scheduled] = await until(
      () => about('Pod'),
      (events) => events.length > 0,
    );

    const set = created?.involvedObject.name;
    const pod = scheduled?.involvedObject.name;
    expect(scaled).toMatchObject({
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled up replica set ${set} from 0 to 1`,
      reportingComponent: 'deployment-controller',
    });
    expect(created).toMatchObject({
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod}`,
      reportingComponent: 'replicaset-controller',
    });
    expect(scheduled?.reason).toBe('Scheduled');
    await client.delete(`${path}/told`, { propagationPolicy: 'Background' });
  });

  test('a template used again becomes the newest revision and keeps the cause of the change', async () => {
    const { client } = context();
    const path = pathIn(context, 'apps/v1', 'deployments');
    const image = (name: string, cause: string) => ({
      metadata: { annotations: { 'kubernetes.io/change-cause': cause } },
      spec: { template: { spec: { containers: [{ name: 'main', image: name }] } } },
    });
    const revision = 'deployment.kubernetes.io/revision';
    const atRevision = (wanted: string) =>
      until(
        () => client.get(`${path}/back`),
        ({ body }) =>
          body.metadata.annotations?.[revision] === wanted && body.status.updatedReplicas === 1,
      );
    await client.post(path, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'back' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'back' } },
        template: pods({ app: 'back' }),
      },
    });
    await atRevision('1');
    await client.strategicPatch(`${path}/back`, image('main:2', 'to 2'));
    await atRevision('2');

    await client.strategicPatch(`${path}/back`, image('main:1', 'back to 1'));
    await atRevision('3');

    const { body } = await client.get(
      `${pathIn(context, 'apps/v1', 'replicasets')}?labelSelector=app%3Dback`,
    );
    const told = body.items.map(({ metadata }: { metadata: { annotations: object } }) => {
      const annotations: Readonly<Record<string, string>> = { ...metadata.annotations };
      return `${annotations[revision]} ${annotations['kubernetes.io/change-cause']}`;
    });
    expect(told.sort()).toEqual(['2 to 2', '3 back to 1']);
    await client.delete(`${path}/back`, { propagationPolicy: 'Background' });
  });

  test('a Job completes and says so', async () => {
    const { client } = context();
    const path = pathIn(context, 'batch/v1', 'jobs');
    await client.post(path, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once' },
      spec: {
        template: {
          spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] },
        },
      },
    });

    const { body } = await until(
      () => client.get(`${path}/once`),
      ({ body: current }) => conditionOf(current, 'Complete') === 'True',
    );

    expect(body.status).toMatchObject({ succeeded: 1 });
    expect(body.status.completionTime).toMatch(/Z$/);
  });

  test('a StatefulSet mounts what its claim templates give, and nothing else', async () => {
    const { client } = context();
    const stored = (name: string, volume: string) => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name },
      spec: {
        replicas: 0,
        serviceName: name,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: {
            containers: [
              { name: 'main', image: 'm:1', volumeMounts: [{ name: volume, mountPath: '/data' }] },
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ],
      },
    });
    const path = pathIn(context, 'apps/v1', 'statefulsets');

    const good = await client.post(path, stored('kept', 'data'));
    const bad = await client.post(path, stored('lost', 'logs'));

    expect(good.status).toBe(201);
    expect(bad.status).toBe(422);
    expect(bad.body.details.causes).toMatchObject([
      { field: 'spec.template.spec.containers[0].volumeMounts[0].name' },
    ]);
  });

  test('a Service lists the Pods behind it', async () => {
    const { client } = context();
    await client.post(pathIn(context, 'v1', 'services'), {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'front' },
      spec: { selector: { app: 'front' }, ports: [{ port: 80, targetPort: 8080 }] },
    });
    await client.post(pathIn(context, 'v1', 'pods'), {
      apiVersion: 'v1',
      kind: 'Pod',
      ...pods({ app: 'front' }),
      metadata: { name: 'front', labels: { app: 'front' } },
    });

    const { body } = await until(
      () =>
        client.get(
          `${pathIn(context, 'discovery.k8s.io/v1', 'endpointslices')}?labelSelector=kubernetes.io/service-name%3Dfront`,
        ),
      ({ body: list }) => list.items[0]?.endpoints?.[0]?.conditions?.ready === true,
    );

    expect(body.items[0].ports).toMatchObject([{ port: 8080, protocol: 'TCP' }]);
    expect(body.items[0].endpoints[0].targetRef).toMatchObject({ kind: 'Pod', name: 'front' });
  });
}
