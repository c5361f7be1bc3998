import { at, numberAt, recordsAt, stringAt } from '../json/record.ts';
import { isConditionTrue } from '../object/conditions.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { printLabelSelector } from '../selectors/object-label-selector.ts';
import { age, column, wide } from './column.ts';
import { humanDuration } from './human-duration.ts';

const count =
  (...path: readonly string[]) =>
  (object: unknown) =>
    numberAt(object, ...path) ?? 0;

function names(field: 'name' | 'image'): (object: unknown) => string {
  return (object) =>
    recordsAt(object, 'spec', 'template', 'spec', 'containers')
      .map((container) => stringAt(container, field))
      .join(',');
}

const template: readonly PrinterColumn[] = [
  wide('Containers', names('name')),
  wide('Images', names('image')),
  wide('Selector', (object) => printLabelSelector(at(object, 'spec', 'selector'))),
];

const readyOfDesired = column(
  'Ready',
  (object) => `${count('status', 'readyReplicas')(object)}/${count('spec', 'replicas')(object)}`,
);

function jobStatus(job: unknown): string {
  const status = at(job, 'status');
  if (isConditionTrue(status, 'Complete')) return 'Complete';
  if (isConditionTrue(status, 'Failed')) return 'Failed';
  return at(job, 'spec', 'suspend') === true ? 'Suspended' : 'Running';
}

function jobDuration(job: unknown): string | undefined {
  const started = stringAt(job, 'status', 'startTime');
  const completed = stringAt(job, 'status', 'completionTime');
  if (started === '' || completed === '') return undefined;
  return humanDuration(Date.parse(completed) - Date.parse(started));
}

/** What `kubectl get` shows of workloads, after the name. */
export const workloadColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  'apps/deployments': [
    readyOfDesired,
    column('Up-to-date', count('status', 'updatedReplicas'), 'integer'),
    column('Available', count('status', 'availableReplicas'), 'integer'),
    age,
    ...template,
  ],
  'apps/replicasets': [
    column('Desired', count('spec', 'replicas'), 'integer'),
    column('Current', count('status', 'replicas'), 'integer'),
    column('Ready', count('status', 'readyReplicas'), 'integer'),
    age,
    ...template,
  ],
  'apps/statefulsets': [readyOfDesired, age, ...template],
  'apps/daemonsets': [
    column('Desired', count('status', 'desiredNumberScheduled'), 'integer'),
    column('Current', count('status', 'currentNumberScheduled'), 'integer'),
    column('Ready', count('status', 'numberReady'), 'integer'),
    column('Up-to-date', count('status', 'updatedNumberScheduled'), 'integer'),
    column('Available', count('status', 'numberAvailable'), 'integer'),
    age,
    ...template,
  ],
  'batch/jobs': [
    column('Status', jobStatus),
    column(
      'Completions',
      (job) => `${count('status', 'succeeded')(job)}/${count('spec', 'completions')(job)}`,
    ),
    column('Duration', jobDuration),
    age,
    ...template,
  ],
  'batch/cronjobs': [
    column('Schedule', (cron) => stringAt(cron, 'spec', 'schedule')),
    column('Timezone', (cron) => stringAt(cron, 'spec', 'timeZone') || '<none>'),
    column('Suspend', (cron) => String(at(cron, 'spec', 'suspend') === true)),
    column('Active', (cron) => recordsAt(cron, 'status', 'active').length, 'integer'),
    {
      name: 'Last Schedule',
      type: 'string',
      isAge: true,
      cell: (cron) => at(cron, 'status', 'lastScheduleTime') ?? undefined,
    },
    age,
  ],
};
