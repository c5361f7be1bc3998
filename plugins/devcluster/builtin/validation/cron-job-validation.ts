import { scheduleFindings, timeZoneFindings } from '../../../../core/index.ts';
import { at, recordAt, stringAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, invalid, notSupported, required } from '../../status/field-error.ts';
import { validatePodSpec } from './pod-validation.ts';
import { validateCount } from './probe-validation.ts';

/** Their Jobs are named after them, with 11 characters more. */
const MAX_NAME = 52;
const COUNTS = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const POLICIES = ['Allow', 'Forbid', 'Replace'];

/** The common mistakes in a CronJob; an update may keep the time zone it had. */
export function validateCronJob(
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  const errors = [...validateSchedule(object, old), ...validateTimeZone(object, old)];
  const policy = stringAt(object, 'spec', 'concurrencyPolicy');
  if (!POLICIES.includes(policy)) {
    errors.push(notSupported('spec.concurrencyPolicy', policy, POLICIES));
  }
  for (const name of COUNTS) errors.push(...validateCount(recordAt(object, 'spec'), name, 'spec'));
  if (old === undefined && object.metadata.name.length > MAX_NAME) {
    const why = `must be no more than ${MAX_NAME} characters`;
    errors.push(invalid('metadata.name', object.metadata.name, why));
  }
  const path = ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
  const podSpec = recordAt(object, ...path);
  return [...errors, ...validatePodSpec(podSpec, path.join('.'), ['OnFailure', 'Never'])];
}

function validateSchedule(object: KubeObject, old: KubeObject | undefined): FieldError[] {
  const field = 'spec.schedule';
  const schedule = stringAt(object, 'spec', 'schedule');
  if (schedule === '') return [required(field)];
  const findings = scheduleFindings(schedule, {
    mayHaveZone: old !== undefined && stringAt(old, 'spec', 'schedule').includes('TZ'),
    hasTimeZone: at(object, 'spec', 'timeZone') !== undefined,
  });
  return findings.map((finding) => invalid(field, schedule, finding));
}

function validateTimeZone(object: KubeObject, old: KubeObject | undefined): FieldError[] {
  const timeZone = at(object, 'spec', 'timeZone');
  if (typeof timeZone !== 'string') return [];
  if (old !== undefined && at(old, 'spec', 'timeZone') === timeZone) return [];
  return timeZoneFindings(timeZone).map((text) => invalid('spec.timeZone', timeZone, text));
}
