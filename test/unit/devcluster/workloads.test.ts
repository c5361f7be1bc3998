import { expect, test } from 'vitest';
import { type StartedCluster, startCluster } from './start-cluster.ts';

const APPS = '/apis/apps/v1/namespaces/default';
const BATCH = '/apis/batch/v1/namespaces/default';
const PODS = '/api/v1/namespaces/default/pods';
const OUTCOME = 'devcluster.orkestra.orkspace.io/outcome';

function template(rest: object = {}, annotations: object = {}): object {
  return {
    metadata: { labels: { app: 'x' }, annotations },
    spec: { containers: [{ name: 'main', image: 'main:1' }], ...rest },
  };
}

const deployment = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas, selector: { matchLabels: { app: 'x' } }, template: template() },
});

const job = (spec: object, annotations: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'work' },
  spec: { template: template({ restartPolicy: 'Never' }, annotations), ...spec },
});

function conditions(body: {
  status: { conditions?: { type: string; status: string }[] };
}): string[] {
  const list = body.status.conditions ?? [];
  return list.filter(({ status }) => status === 'True').map(({ type }) => type);
}

async function names({ client }: StartedCluster, path: string): Promise<string[]> {
  const { body } = await client.get(path);
  return body.items.map((item: { metadata: { name: string } }) => item.metadata.name);
}

test('a Deployment is ready once its Pods have taken their steps, not before', async () => {
  const { client, clock } = await startCluster({ stepDelayMs: 1_000 });
  await client.post(`${APPS}/deployments`, deployment(2));
  await clock.advance(1_000);
  const early = await client.get(`${APPS}/deployments/web`);

  await clock.advance(1_000);

  const late = await client.get(`${APPS}/deployments/web`);
  expect(early.body.status).toMatchObject({ replicas: 2, unavailableReplicas: 2 });
  expect(conditions(early.body)).not.toContain('Available');
  expect(late.body.status).toMatchObject({
    observedGeneration: late.body.metadata.generation,
    replicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
  });
  expect(conditions(late.body)).toEqual(['Available', 'Progressing']);
});

test('a new template gets a new ReplicaSet, and the old one is emptied', async () => {
  const { client, clock } = await startCluster();
  await client.post(`${APPS}/deployments`, deployment(1));
  await clock.settle();

  await client.strategicPatch(`${APPS}/deployments/web`, {
    spec: { template: { spec: { containers: [{ name: 'main', image: 'main:2' }] } } },
  });
  await clock.settle();

  const { body } = await client.get(`${APPS}/replicasets`);
  const replicas = body.items.map((set: { spec: { replicas: number } }) => set.spec.replicas);
  expect(replicas.sort()).toEqual([0, 1]);
});

test('a template written in another order, or with an empty creation time, is the same template', async () => {
  const started = await startCluster();
  const { client, clock } = started;
  await client.post(`${APPS}/deployments`, deployment(1));
  await clock.settle();
  const { body } = await client.get(`${APPS}/deployments/web`);
  const { metadata, spec } = body.spec.template;

  await client.jsonPatch(`${APPS}/deployments/web`, [
    {
      op: 'replace',
      path: '/spec/template',
      value: { spec, metadata: { ...metadata, creationTimestamp: null } },
    },
  ]);
  await clock.settle();

  expect(await names(started, `${APPS}/replicasets`)).toHaveLength(1);
});

test('no object fills the cluster with events', async () => {
  const started = await startCluster();
  const { client, clock } = started;
  await client.post(`${APPS}/deployments`, deployment(40));
  await clock.settle();

  const about = 'fieldSelector=involvedObject.kind%3DReplicaSet';
  const events = await names(started, `/api/v1/namespaces/default/events?${about}`);

  expect(events).toHaveLength(25);
});

test('without workloads nothing comes to life', async () => {
  const { client, clock } = await startCluster({ workloads: false });
  await client.post(`${APPS}/deployments`, deployment(1));
  await clock.advance(60_000);

  const { body } = await client.get(`${APPS}/deployments/web`);
  expect(body.status).toEqual({});
});

test('a StatefulSet starts its Pods one after the other, each with its claim', async () => {
  const started = await startCluster({ stepDelayMs: 1_000 });
  const { client, clock } = started;
  await client.post(`${APPS}/statefulsets`, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      serviceName: 'db',
      replicas: 2,
      selector: { matchLabels: { app: 'x' } },
      template: template(),
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  });
  await clock.advance(1_000);
  const first = await names(started, PODS);

  await clock.advance(4_000);

  const claims = await client.get('/api/v1/namespaces/default/persistentvolumeclaims');
  expect(first).toEqual(['db-0']);
  expect(await names(started, PODS)).toEqual(['db-0', 'db-1']);
  expect(
    claims.body.items.map((claim: { metadata: { name: string }; status: { phase: string } }) => [
      claim.metadata.name,
      claim.status.phase,
    ]),
  ).toEqual([
    ['data-db-0', 'Bound'],
    ['data-db-1', 'Bound'],
  ]);
});

test('a Job whose Pods fail gives up after its backoff limit', async () => {
  const { client, clock } = await startCluster();
  await client.post(`${BATCH}/jobs`, job({ backoffLimit: 1 }, { [OUTCOME]: 'fail' }));
  await clock.settle();

  const { body } = await client.get(`${BATCH}/jobs/work`);
  expect(body.status).toMatchObject({ failed: 2 });
  expect(conditions(body)).toEqual(['FailureTarget', 'Failed']);
});

test('a Job past its deadline fails', async () => {
  const { client, clock } = await startCluster();
  await client.post(`${BATCH}/jobs`, job({ activeDeadlineSeconds: 5 }, { [OUTCOME]: 'hang' }));
  await clock.advance(5_000);

  const { body } = await client.get(`${BATCH}/jobs/work`);
  expect(body.status.conditions).toContainEqual(
    expect.objectContaining({ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }),
  );
});

test('a finished Job goes after its time to live', async () => {
  const { client, clock } = await startCluster();
  await client.post(`${BATCH}/jobs`, job({ ttlSecondsAfterFinished: 10 }));
  await clock.advance(9_000);
  const before = await client.get(`${BATCH}/jobs/work`);

  await clock.advance(2_000);

  const after = await client.get(`${BATCH}/jobs/work`);
  expect([before.status, after.status]).toEqual([200, 404]);
});

test('a CronJob fires by the clock and keeps three successes', async () => {
  const started = await startCluster();
  const { client, clock } = started;
  await client.post(`${BATCH}/cronjobs`, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'tick' },
    spec: {
      schedule: '* * * * *',
      jobTemplate: { spec: { template: template({ restartPolicy: 'Never' }) } },
    },
  });
  await clock.settle();
  const atFirst = await names(started, `${BATCH}/jobs`);
  for (let minute = 0; minute < 5; minute += 1) await clock.advance(60_000);

  const { body } = await client.get(`${BATCH}/cronjobs/tick`);
  expect(atFirst).toEqual([]);
  expect(await names(started, `${BATCH}/jobs`)).toHaveLength(3);
  expect(body.status.lastScheduleTime).toBe('2026-01-01T00:05:00Z');
});

test('a CronJob fires by the clock of its time zone', async () => {
  const started = await startCluster();
  const { client, clock } = started;
  await client.post(`${BATCH}/cronjobs`, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'tick' },
    spec: {
      schedule: '30 5 * * *',
      timeZone: 'Asia/Kolkata',
      jobTemplate: { spec: { template: template({ restartPolicy: 'Never' }) } },
    },
  });
  await clock.advance(60_000);
  const first = await client.get(`${BATCH}/cronjobs/tick`);
  await clock.advance(86_400_000);

  const { body } = await client.get(`${BATCH}/cronjobs/tick`);
  expect(first.body.status?.lastScheduleTime).toBeUndefined();
  expect(body.status.lastScheduleTime).toBe('2026-01-02T00:00:00Z');
});

test('a deleted Pod lasts for one more step', async () => {
  const { client, clock } = await startCluster({ stepDelayMs: 1_000 });
  await client.post(PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    ...template(),
    metadata: { name: 'p' },
  });
  await clock.advance(2_000);

  const { body } = await client.delete(`${PODS}/p`);
  const during = await client.get(`${PODS}/p`);
  await clock.advance(1_000);

  expect(body.metadata.deletionGracePeriodSeconds).toBe(30);
  expect(during.status).toBe(200);
  expect((await client.get(`${PODS}/p`)).status).toBe(404);
});
