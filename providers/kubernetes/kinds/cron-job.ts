import { otherCaseOf, scheduleFindings, timeZoneFindings } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { cronJobName } from '../block/name-rules.ts';
import { COUNT } from '../block/parse-scalar.ts';
import { POD_FIELDS, readPodTemplate } from '../pod/pod-template.ts';
import { podIdentity } from '../pod/workload.ts';
import { blockSchema, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { compact, type KindDefinition, outputNames, WAVE } from './kind.ts';

function readSchedule(block: BlockReader): string {
  const schedule = block.requiredText('schedule');
  if (schedule === '' || block.isDeferred(schedule)) return schedule;
  const findings = scheduleFindings(schedule);
  if (findings.length > 0) {
    const hint = findings.some((each) => SEVENTH_DAY.test(each)) ? '; Sunday is 0' : '';
    block.report(
      'schedule',
      `"${schedule}" is not a schedule such as "0 3 * * *" or @hourly: ${findings.join('; ')}${hint}`,
    );
  }
  return schedule;
}

/** Other crons take 7 for Sunday as well. */
const SEVENTH_DAY = /\(7\) above maximum \(6\)/;

function readTimeZone(block: BlockReader): string | undefined {
  const timeZone = block.text('timeZone');
  // An empty one that a template yields is none; one that is written out is refused by the API server.
  const isEmpty = block.stage === 'written' && block.rawOrEmpty('timeZone') === '';
  if (block.isDeferred(timeZone) || (timeZone === undefined && !isEmpty)) return timeZone;
  const text = timeZone ?? '';
  const findings = timeZoneFindings(text);
  if (findings.length > 0) {
    const nearest = otherCaseOf(text);
    const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    block.report('timeZone', `"${text}" is not a time zone: ${findings.join('; ')}${hint}`);
  }
  return timeZone;
}

/** `cronJobs` (katalog-language §7.4). */
export const cronJob: KindDefinition = {
  key: 'cronJobs',
  type: builtinType('batch/v1', 'CronJob', { plural: 'cronjobs', subresources: ['status'] }),
  wave: WAVE.rest,
  createOnce: false,
  outputs: outputNames(['cronJobs'], ['cronJob']),
  nameRule: cronJobName,
  defaultName: (ownerName) => `${ownerName}-cronjob`,
  build(block, context) {
    const template = readPodTemplate(block, context, {
      isServer: false,
      restartPolicy: 'OnFailure',
    });
    return {
      spec: compact({
        schedule: readSchedule(block),
        timeZone: readTimeZone(block),
        suspend: block.boolean('suspend') ?? false,
        concurrencyPolicy:
          block.choice('concurrencyPolicy', ['Allow', 'Forbid', 'Replace']) ?? 'Allow',
        successfulJobsHistoryLimit: block.integer('successfulJobsHistoryLimit', COUNT) ?? 3,
        failedJobsHistoryLimit: block.integer('failedJobsHistoryLimit', COUNT) ?? 1,
        startingDeadlineSeconds: block.integer('startingDeadlineSeconds', { min: 0 }),
        jobTemplate: {
          metadata: { labels: podIdentity(context.ownerLabels, context) },
          spec: compact({ backoffLimit: block.integer('backoffLimit', COUNT), template }),
        },
      }),
    };
  },
  schema: blockSchema('CronJob', 'A task that runs on a schedule.', {
    fields: {
      schedule: scalar('When it runs, in cron form, e.g. "0 3 * * *".'),
      timeZone: scalar(
        'Time zone of the schedule, e.g. Europe/Berlin. Default: that of the kube-controller-manager, most often UTC.',
      ),
      suspend: scalar('true: no further runs. Default: false.'),
      concurrencyPolicy: scalar(
        'allow, forbid or replace a run that is still going. Default: allow.',
      ),
      successfulJobsHistoryLimit: scalar('Finished Jobs that are kept. Default: 3.'),
      failedJobsHistoryLimit: scalar('Failed Jobs that are kept. Default: 1.'),
      startingDeadlineSeconds: scalar('Seconds a run may begin late. Default: no limit.'),
      backoffLimit: scalar('Tries of a run before it counts as failed. Default: 6.'),
      ...POD_FIELDS,
    },
    required: ['schedule', 'image'],
  }),
};
