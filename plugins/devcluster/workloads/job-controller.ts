import type { Controller } from '../controllers/controller.ts';
import { at, numberAt, stringAt } from '../json/record.ts';
import { isConditionTrue } from '../object/conditions.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import { Collections, ownKeys } from './collections.ts';
import { type JobTally, jobStatus } from './job-status.ts';
import { podFromTemplate } from './pod-from-template.ts';
import { isActive, isReady } from './pod-status.ts';
import type { WorkloadClient } from './workload-client.ts';

const SELF = { collection: Collections.jobs, kind: 'Job' };

/** Runs Pods until as many have succeeded as the Job asks for, or too many have failed. */
export function createJobController(client: WorkloadClient): Controller {
  return {
    name: 'job',
    keysFor: (change) => ownKeys(change, SELF),
    reconcile: (key) => {
      const job = client.get(SELF.collection, key);
      if (job === undefined || job.metadata.deletionTimestamp !== undefined) return undefined;
      if (isFinished(job)) return removeWhenDue(client, job);
      run(client, job);
      return deadlineOf(client, key);
    },
  };
}

function isFinished(job: KubeObject): boolean {
  return isConditionTrue(job['status'], 'Complete') || isConditionTrue(job['status'], 'Failed');
}

function tally(client: WorkloadClient, job: KubeObject): JobTally {
  const pods = client.controlledBy(job, Collections.pods);
  const phase = (wanted: string) => (pod: KubeObject) =>
    stringAt(pod, 'status', 'phase') === wanted;
  return {
    active: pods.filter(isActive).length,
    ready: pods.filter((pod) => isActive(pod) && isReady(pod)).length,
    succeeded: pods.filter(phase('Succeeded')).length,
    failed: pods.filter(phase('Failed')).length,
  };
}

function run(client: WorkloadClient, job: KubeObject): void {
  const { name, namespace = '' } = job.metadata;
  const before = tally(client, job);
  const isSuspended = at(job, 'spec', 'suspend') === true;
  const limit = numberAt(job, 'spec', 'backoffLimit') ?? 6;
  const isOver = before.failed > limit || isPastDeadline(client, job);
  if (isSuspended || isOver) {
    stopPods(client, job);
  } else {
    const completions = numberAt(job, 'spec', 'completions') ?? 1;
    const parallelism = numberAt(job, 'spec', 'parallelism') ?? 1;
    const remaining = Math.max(0, completions - before.succeeded);
    for (let open = Math.min(parallelism, remaining) - before.active; open > 0; open -= 1) {
      const body = podFromTemplate(job, { generateName: `${name}-` });
      const pod = client.create(Collections.pods, namespace, body);
      record(client, job, 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
    }
  }
  const current = client.get(SELF.collection, keyOf(job));
  if (current === undefined) return;
  const status = jobStatus(current, tally(client, job), {
    now: client.now,
    isPastDeadline: isPastDeadline(client, job),
  });
  client.setStatus(SELF.collection, current, status);
  if (isConditionTrue(status, 'Complete')) record(client, job, 'Completed', 'Job completed');
}

function record(client: WorkloadClient, job: KubeObject, reason: string, message: string): void {
  client.record(job, { component: 'job-controller', reason, message });
}

function stopPods(client: WorkloadClient, job: KubeObject): void {
  for (const pod of client.controlledBy(job, Collections.pods).filter(isActive)) {
    client.delete(Collections.pods, pod);
  }
}

function deadlineMs(job: KubeObject): number | undefined {
  const seconds = numberAt(job, 'spec', 'activeDeadlineSeconds');
  const started = stringAt(job, 'status', 'startTime');
  if (seconds === undefined || started === '') return undefined;
  return Date.parse(started) + seconds * 1000;
}

function isPastDeadline(client: WorkloadClient, job: KubeObject): boolean {
  const deadline = deadlineMs(job);
  return deadline !== undefined && client.nowMs >= deadline;
}

/** When to look again: at the deadline, if the Job has one. */
function deadlineOf(client: WorkloadClient, key: string): number | undefined {
  const job = client.get(SELF.collection, key);
  const deadline = job === undefined || isFinished(job) ? undefined : deadlineMs(job);
  return deadline === undefined ? undefined : Math.max(1, deadline - client.nowMs);
}

function removeWhenDue(client: WorkloadClient, job: KubeObject): number | undefined {
  const ttlSeconds = numberAt(job, 'spec', 'ttlSecondsAfterFinished');
  if (ttlSeconds === undefined) return undefined;
  const finished = stringAt(job, 'status', 'completionTime') || client.now;
  const leftMs = Date.parse(finished) + ttlSeconds * 1000 - client.nowMs;
  if (leftMs > 0) return leftMs;
  client.delete(SELF.collection, job);
  return undefined;
}
