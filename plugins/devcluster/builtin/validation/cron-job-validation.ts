import { Cron } from 'croner';
import { recordAt, stringAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, invalid, notSupported, required } from '../../status/field-error.ts';
import { validatePodSpec } from './pod-validation.ts';

const POLICIES = ['Allow', 'Forbid', 'Replace'];

/** The common mistakes in a CronJob. */
export function validateCronJob(object: KubeObject): readonly FieldError[] {
  const errors: FieldError[] = [];
  const schedule = stringAt(object, 'spec', 'schedule');
  if (schedule === '') errors.push(required('spec.schedule'));
  else if (!isSchedule(schedule)) {
    errors.push(invalid('spec.schedule', schedule, scheduleFinding(schedule)));
  }
  const policy = stringAt(object, 'spec', 'concurrencyPolicy');
  if (!POLICIES.includes(policy)) {
    errors.push(notSupported('spec.concurrencyPolicy', policy, POLICIES));
  }
  const path = ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
  const podSpec = recordAt(object, ...path);
  return [...errors, ...validatePodSpec(podSpec, path.join('.'), ['OnFailure', 'Never'])];
}

function scheduleFinding(schedule: string): string {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length === 5) return `failed to parse schedule: ${schedule}`;
  return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`;
}

/** Kubernetes takes the five fields of cron, or a nickname such as `@hourly`. */
function isSchedule(schedule: string): boolean {
  if (!schedule.startsWith('@') && schedule.trim().split(/\s+/).length !== 5) return false;
  try {
    return new Cron(schedule, { paused: true }).nextRun() !== undefined;
  } catch {
    // The parser refuses it, which is what was asked.
    return false;
  }
}
