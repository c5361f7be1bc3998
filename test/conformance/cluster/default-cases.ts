import { expect, test } from 'vitest';
import { type Context, pathIn } from './cluster-context.ts';

const CONTAINER = { name: 'main', image: 'nginx' };
const DEFAULTED_CONTAINER = {
  name: 'main',
  image: 'nginx',
  imagePullPolicy: 'Always',
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};
const DEFAULTED_POD_SPEC = {
  containers: [DEFAULTED_CONTAINER],
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
};
const WORKLOAD = {
  selector: { matchLabels: { app: 'x' } },
  template: { metadata: { labels: { app: 'x' } }, spec: { containers: [CONTAINER] } },
};

/** What the server adds to built-in kinds, and the mistakes it finds in them. */
export function defaultCases(context: Context): void {
  const dry = async (groupVersion: string, plural: string, body: object) =>
    context().client.post(`${pathIn(context, groupVersion, plural)}?dryRun=All`, {
      apiVersion: groupVersion,
      metadata: { name: 'x' },
      ...body,
    });

  test('a Deployment', async () => {
    const { body } = await dry('apps/v1', 'deployments', { kind: 'Deployment', spec: WORKLOAD });

    expect(body.spec).toEqual({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      selector: WORKLOAD.selector,
      template: { metadata: { labels: { app: 'x' } }, spec: DEFAULTED_POD_SPEC },
    });
    expect(body.status).toEqual({});
  });

  test('a StatefulSet', async () => {
    const { body } = await dry('apps/v1', 'statefulsets', {
      kind: 'StatefulSet',
      spec: { ...WORKLOAD, serviceName: 'x' },
    });

    expect(body.spec).toMatchObject({
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
  });

  test('a Job', async () => {
    const { body } = await dry('batch/v1', 'jobs', {
      kind: 'Job',
      spec: { template: { spec: { restartPolicy: 'Never', containers: [CONTAINER] } } },
    });

    const { uid } = body.metadata;
    expect(body.spec).toMatchObject({
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      completions: 1,
      parallelism: 1,
      suspend: false,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: { metadata: { labels: { 'batch.kubernetes.io/job-name': 'x', 'job-name': 'x' } } },
    });
  });

  test('a CronJob', async () => {
    const { body } = await dry('batch/v1', 'cronjobs', {
      kind: 'CronJob',
      spec: {
        schedule: '*/5 * * * *',
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: 'Never', containers: [CONTAINER] } } },
        },
      },
    });

    expect(body.spec).toMatchObject({
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
  });

  test('a Service gets an address', async () => {
    const { body } = await dry('v1', 'services', {
      kind: 'Service',
      spec: { selector: { app: 'x' }, ports: [{ port: 80 }] },
    });

    expect(body.spec).toMatchObject({
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
    });
    expect(body.spec.clusterIPs).toEqual([body.spec.clusterIP]);
    expect(body.status).toEqual({ loadBalancer: {} });
  });

  test('an address stays when the Service is replaced without one', async () => {
    const { client } = context();
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'stays' },
      spec: { ports: [{ port: 80 }] },
    };
    const { body: created } = await client.post(pathIn(context, 'v1', 'services'), service);

    const { body } = await client.put(pathIn(context, 'v1', 'services/stays'), service);

    expect(body.spec.clusterIP).toBe(created.spec.clusterIP);
  });

  test.each([
    {
      name: 'a Deployment without a spec',
      kind: 'Deployment',
      spec: {},
      message:
        'Deployment.apps "x" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`, spec.template.spec.containers: Required value]',
    },
    {
      name: 'a selector that does not match',
      kind: 'Deployment',
      spec: { ...WORKLOAD, selector: { matchLabels: { app: 'y' } } },
      message:
        'Deployment.apps "x" is invalid: spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`',
    },
    {
      name: 'negative replicas',
      kind: 'Deployment',
      spec: { ...WORKLOAD, replicas: -1 },
      message:
        'Deployment.apps "x" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    },
  ])('$name is invalid', async ({ kind, spec, message }) => {
    const { status, body } = await dry('apps/v1', 'deployments', { kind, spec });

    expect(status).toBe(422);
    expect(body.message).toBe(message);
  });

  test('a selector is for life', async () => {
    const { client } = context();
    const path = pathIn(context, 'apps/v1', 'deployments');
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'fixed' } };
    await client.post(path, { ...deployment, spec: { ...WORKLOAD, replicas: 0 } });

    const { status, body } = await client.mergePatch(`${path}/fixed`, {
      spec: {
        selector: { matchLabels: { app: 'y' } },
        template: { metadata: { labels: { app: 'y' } } },
      },
    });

    expect(status).toBe(422);
    expect(body.message).toContain('spec.selector: Invalid value:');
    expect(body.message).toContain('field is immutable');
  });

  test('a Job that is always restarted is invalid', async () => {
    const { body } = await dry('batch/v1', 'jobs', {
      kind: 'Job',
      spec: { template: { spec: { containers: [CONTAINER] } } },
    });

    expect(body.message).toBe(
      'Job.batch "x" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    );
  });

  test('scale reads and writes replicas through a Scale', async () => {
    const { client } = context();
    const path = pathIn(context, 'apps/v1', 'deployments');
    await client.post(path, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'scaled' },
      spec: { ...WORKLOAD, replicas: 0 },
    });

    const { body } = await client.mergePatch(`${path}/scaled/scale`, { spec: { replicas: 1 } });
    await client.mergePatch(`${path}/scaled/scale`, { spec: { replicas: 0 } });

    expect(body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 1 },
      status: { selector: 'app=x' },
    });
  });
}
