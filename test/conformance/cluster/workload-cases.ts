import { expect, test } from 'vitest';
import { type Context, pathIn, until } from './cluster-context.ts';

const conditionOf = (
  body: { status?: { conditions?: { type: string; status: string }[] } },
  type: string,
) => body.status?.conditions?.find((condition) => condition.type === type)?.status;

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
