import { cronTime, timestampOf } from '../../../core/index.ts';
import type { Controller } from '../controllers/controller.ts';
import { at, numberAt, recordAt, stringAt, stringMapAt } from '../json/record.ts';
import { isConditionTrue } from '../object/conditions.ts';
import { type KubeObject, keyOf, storeKey } from '../object/kube-object.ts';
import { Collections, ownKeys } from './collections.ts';
import { controlledByReference, type WorkloadClient } from './workload-client.ts';

const SELF = { collection: Collections.cronJobs, kind: 'CronJob' };
const SCHEDULED_AT = 'batch.kubernetes.io/cronjob-scheduled-timestamp';
const MINUTE_MS = 60_000;

/** Creates a Job whenever the schedule says so, by the injected clock. */
export function createCronJobController(client: WorkloadClient): Controller {
  return {
    name: 'cronjob',
    keysFor: (change) => ownKeys(change, SELF),
    reconcile: (key) => {
      const cronJob = client.get(SELF.collection, key);
      if (cronJob === undefined || cronJob.metadata.deletionTimestamp !== undefined) {
        return undefined;
      }
      forgetOldJobs(client, cronJob);
      report(client, cronJob);
      if (at(cronJob, 'spec', 'suspend') === true) return undefined;
      return fireWhenDue(client, cronJob);
    },
  };
}

function nextRunMs(cronJob: KubeObject, afterMs: number): number | undefined {
  const schedule = stringAt(cronJob, 'spec', 'schedule');
  const timeZone = stringAt(cronJob, 'spec', 'timeZone') || 'UTC';
  return cronTime(schedule, timeZone)?.nextAfter(afterMs);
}

function fireWhenDue(client: WorkloadClient, cronJob: KubeObject): number | undefined {
  const since =
    stringAt(cronJob, 'status', 'lastScheduleTime') || String(cronJob.metadata.creationTimestamp);
  const due = nextRunMs(cronJob, Date.parse(since));
  if (due === undefined) return undefined;
  if (due > client.nowMs) return due - client.nowMs;
  // Runs that were missed are made up for by the latest one alone.
  const latest = latestDue(cronJob, due, client.nowMs);
  fire(client, cronJob, latest);
  const next = nextRunMs(cronJob, client.nowMs);
  return next === undefined ? undefined : next - client.nowMs;
}

function latestDue(cronJob: KubeObject, firstMs: number, nowMs: number): number {
  let latest = firstMs;
  for (let count = 0; count < 100; count += 1) {
    const next = nextRunMs(cronJob, latest);
    if (next === undefined || next > nowMs) break;
    latest = next;
  }
  return latest;
}

function fire(client: WorkloadClient, cronJob: KubeObject, dueMs: number): void {
  const active = activeJobs(client, cronJob);
  const policy = stringAt(cronJob, 'spec', 'concurrencyPolicy');
  if (policy === 'Replace') for (const job of active) client.delete(Collections.jobs, job);
  const isSkipped = policy === 'Forbid' && active.length > 0;
  if (!isSkipped) createJob(client, cronJob, dueMs);
  const current = client.get(SELF.collection, keyOf(cronJob));
  if (current === undefined) return;
  client.setStatus(SELF.collection, current, {
    ...recordAt(current, 'status'),
    lastScheduleTime: timestampOf(dueMs),
  });
}

function createJob(client: WorkloadClient, cronJob: KubeObject, dueMs: number): void {
  const { name, namespace = '' } = cronJob.metadata;
  const template = recordAt(cronJob, 'spec', 'jobTemplate');
  const jobName = `${name}-${Math.floor(dueMs / MINUTE_MS)}`;
  if (client.get(Collections.jobs, storeKey(namespace, jobName)) !== undefined) return;
  client.create(Collections.jobs, namespace, {
    metadata: {
      name: jobName,
      labels: stringMapAt(template, 'metadata', 'labels'),
      annotations: {
        ...stringMapAt(template, 'metadata', 'annotations'),
        [SCHEDULED_AT]: timestampOf(dueMs),
      },
      ownerReferences: [controlledByReference(cronJob)],
    },
    spec: recordAt(template, 'spec'),
  });
}

function isDone(job: KubeObject): boolean {
  return isConditionTrue(job['status'], 'Complete') || isConditionTrue(job['status'], 'Failed');
}

function activeJobs(client: WorkloadClient, cronJob: KubeObject): readonly KubeObject[] {
  return client.controlledBy(cronJob, Collections.jobs).filter((job) => !isDone(job));
}

function forgetOldJobs(client: WorkloadClient, cronJob: KubeObject): void {
  const jobs = client.controlledBy(cronJob, Collections.jobs);
  const limits = [
    ['Complete', numberAt(cronJob, 'spec', 'successfulJobsHistoryLimit') ?? 3],
    ['Failed', numberAt(cronJob, 'spec', 'failedJobsHistoryLimit') ?? 1],
  ] as const;
  for (const [condition, limit] of limits) {
    const ended = jobs.filter((job) => isConditionTrue(job['status'], condition));
    const newestFirst = [...ended].sort((a, b) => (scheduledAt(a) < scheduledAt(b) ? 1 : -1));
    for (const job of newestFirst.slice(limit)) client.delete(Collections.jobs, job);
  }
}

function scheduledAt(job: KubeObject): string {
  return job.metadata.annotations?.[SCHEDULED_AT] ?? '';
}

function report(client: WorkloadClient, cronJob: KubeObject): void {
  const active = activeJobs(client, cronJob).map((job) => ({
    kind: 'Job',
    apiVersion: 'batch/v1',
    namespace: job.metadata.namespace,
    name: job.metadata.name,
    uid: job.metadata.uid,
    resourceVersion: job.metadata.resourceVersion,
  }));
  const completed = client
    .controlledBy(cronJob, Collections.jobs)
    .map((job) => stringAt(job, 'status', 'completionTime'))
    .sort()
    .at(-1);
  const { active: _, ...status } = recordAt(cronJob, 'status');
  client.setStatus(SELF.collection, cronJob, {
    ...status,
    ...(active.length > 0 && { active }),
    ...(completed && { lastSuccessfulTime: completed }),
  });
}
