import { getPath } from '../object/path.ts';
import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { integerAt, joined, mapsAt, textAt } from './object-fields.ts';

/** Jobs; pods are known where the CRD has `enrich:` (notes.md §1.15). */
export const jobNotes: readonly Note[] = defineNotes('job', {
  'jobSucceeded(job any) boolean': {
    description: 'Whether a pod of the job has succeeded.',
    example: ['{{ jobSucceeded .children.job }}', 'true'],
    call: (args) => integerAt(args.any(0), 'status', 'succeeded') > 0,
  },
  'jobFailed(job any) boolean': {
    description: 'Whether a pod of the job has failed.',
    example: ['{{ jobFailed .children.job }}', 'false'],
    call: (args) => integerAt(args.any(0), 'status', 'failed') > 0,
  },
  'jobActive(job any) boolean': {
    description: 'Whether a pod of the job is running.',
    example: ['{{ jobActive .children.job }}', 'false'],
    call: (args) => integerAt(args.any(0), 'status', 'active') > 0,
  },
  'jobFirstExitCode(job any) number': {
    description: 'Exit code of the first pod that has one, -1 where there is none.',
    example: ['{{ jobFirstExitCode .children.job }}', '0'],
    call: (args) => {
      const codes = mapsAt(args.any(0), '_pods').map((pod) => integerAt(pod, 'exitCode'));
      return codes.find((code) => code >= 0) ?? -1;
    },
  },
  'jobActivePodNames(job any) string': {
    description: 'Names of the pods that are not done.',
    example: ['{{ jobActivePodNames .children.job }}', 'shop-build-z'],
    call: (args) => podNames(args.any(0), (phase) => phase !== 'Succeeded' && phase !== 'Failed'),
  },
  'jobSucceededPodNames(job any) string': {
    description: 'Names of the pods that succeeded.',
    example: ['{{ jobSucceededPodNames .children.job }}', 'shop-build-x'],
    call: (args) => podNames(args.any(0), (phase) => phase === 'Succeeded'),
  },
  'jobFailedPodNames(job any) string': {
    description: 'Names of the pods that failed.',
    example: ['{{ jobFailedPodNames .children.job }}', 'shop-build-y'],
    call: (args) => podNames(args.any(0), (phase) => phase === 'Failed'),
  },
  'cronJobActiveCount(cronJob any) number': {
    description: 'How many jobs of a CronJob are running.',
    example: ['{{ cronJobActiveCount .children.cronjob }}', '1'],
    call: (args) => {
      const active = getPath(args.any(0), ['status', 'active']);
      return Array.isArray(active) ? active.length : 0;
    },
  },
  'cronJobLastScheduleTime(cronJob any) string': {
    description: 'When a CronJob was last started.',
    example: ['{{ cronJobLastScheduleTime .children.cronjob }}', '2026-01-15T02:00:00Z'],
    call: (args) => textAt(args.any(0), 'status', 'lastScheduleTime'),
  },
  'cronJobLastSuccessTime(cronJob any) string': {
    description: 'When a CronJob last succeeded.',
    example: ['{{ cronJobLastSuccessTime .children.cronjob }}', '2026-01-14T02:05:00Z'],
    call: (args) => textAt(args.any(0), 'status', 'lastSuccessfulTime'),
  },
});

function podNames(job: unknown, isWanted: (phase: string) => boolean): string {
  const pods = mapsAt(job, '_pods').filter((pod) => isWanted(textAt(pod, 'phase')));
  return joined(pods.map((pod) => textAt(pod, 'name')));
}
