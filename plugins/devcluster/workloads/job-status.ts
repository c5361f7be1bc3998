import { at, type JsonObject, numberAt, recordAt } from '../json/record.ts';
import { type NewCondition, setCondition } from '../object/conditions.ts';
import { cloneObject, type KubeObject } from '../object/kube-object.ts';

/** A Job's Pods, counted. */
export interface JobTally {
  readonly active: number;
  readonly ready: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** The status of a Job over its Pods. */
export function jobStatus(
  job: KubeObject,
  tally: JobTally,
  { now, isPastDeadline }: { readonly now: string; readonly isPastDeadline: boolean },
): JsonObject {
  const { conditions, startTime } = recordAt(cloneObject(job), 'status');
  const isSuspended = at(job, 'spec', 'suspend') === true;
  const status: JsonObject = {
    ...(conditions !== undefined && { conditions }),
    ...(tally.active > 0 && { active: tally.active }),
    ready: tally.ready,
    terminating: 0,
    ...(tally.succeeded > 0 && { succeeded: tally.succeeded }),
    ...(tally.failed > 0 && { failed: tally.failed }),
    ...(!isSuspended && { startTime: startTime ?? now }),
    uncountedTerminatedPods: {},
  };
  if (isSuspended || hadCondition(status, 'Suspended')) setSuspended(status, isSuspended, now);
  const ending = endingOf(job, tally, isPastDeadline);
  for (const condition of ending) setCondition(status, condition, now, { lastProbeTime: now });
  if (ending.some(({ type }) => type === 'Complete')) status['completionTime'] = now;
  return status;
}

function hadCondition(status: JsonObject, type: string): boolean {
  const { conditions } = status;
  return (
    Array.isArray(conditions) && conditions.some((entry: unknown) => at(entry, 'type') === type)
  );
}

function setSuspended(status: JsonObject, isSuspended: boolean, now: string): void {
  const condition: NewCondition = isSuspended
    ? { type: 'Suspended', status: 'True', reason: 'JobSuspended', message: 'Job suspended' }
    : { type: 'Suspended', status: 'False', reason: 'JobResumed', message: 'Job resumed' };
  setCondition(status, condition, now, { lastProbeTime: now });
}

/** The conditions that end the Job, the reason first and the result after it. */
function endingOf(
  job: KubeObject,
  tally: JobTally,
  isPastDeadline: boolean,
): readonly NewCondition[] {
  const completions = numberAt(job, 'spec', 'completions') ?? 1;
  const limit = numberAt(job, 'spec', 'backoffLimit') ?? 6;
  if (tally.succeeded >= completions) {
    const why = {
      status: 'True' as const,
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
    return [
      { type: 'SuccessCriteriaMet', ...why },
      { type: 'Complete', ...why },
    ];
  }
  if (!isPastDeadline && tally.failed <= limit) return [];
  const why = isPastDeadline
    ? { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' }
    : {
        reason: 'BackoffLimitExceeded',
        message: 'Job has reached the specified backoff limit',
      };
  return [
    { type: 'FailureTarget', status: 'True', ...why },
    { type: 'Failed', status: 'True', ...why },
  ];
}
