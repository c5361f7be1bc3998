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

/** The containers of the Pod template below some field, and the selector of its Pods. */
function templateColumns(...spec: readonly string[]): readonly PrinterColumn[] {
  const names = (field: 'name' | 'image') => (object: unknown) =>
    recordsAt(object, ...spec, 'template', 'spec', 'containers')
      .map((container) => stringAt(container, field))
      .join(',');
  return [
    wide('Containers', names('name')),
    wide('Images', names('image')),
    wide('Selector', (object) => printSelector(at(object, ...spec, 'selector'))),
  ];
}

/** A ReplicationController selects by plain labels. */
function printSelector(selector: unknown): string {
  const isStructured =
    at(selector, 'matchLabels') !== undefined || at(selector, 'matchExpressions') !== undefined;
  return printLabelSelector(isStructured ? selector : { matchLabels: selector }) || '<none>';
}

const template = templateColumns('spec');
const jobTemplate = templateColumns('spec', 'jobTemplate', 'spec');

const replicaCounts: readonly PrinterColumn[] = [
  column('Desired', count('spec', 'replicas'), 'integer'),
  column('Current', count('status', 'replicas'), 'integer'),
  column('Ready', count('status', 'readyReplicas'), 'integer'),
  age,
  ...template,
];

function controllerName(revision: unknown): string {
  const owner = recordsAt(revision, 'metadata', 'ownerReferences').find(
    ({ controller }) => controller === true,
  );
  if (owner === undefined) return '<none>';
  const [group = '', version] = stringAt(owner, 'apiVersion').split('/');
  const qualifier = version === undefined ? '' : `.${group}`;
  return `${stringAt(owner, 'kind').toLowerCase()}${qualifier}/${stringAt(owner, 'name')}`;
}

function nodeSelector(set: unknown): string {
  const matchLabels = at(set, 'spec', 'template', 'spec', 'nodeSelector');
  return printLabelSelector({ matchLabels }) || '<none>';
}

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
  'apps/replicasets': replicaCounts,
  replicationcontrollers: replicaCounts,
  'apps/statefulsets': [readyOfDesired, age, ...template.slice(0, 2)],
  'apps/daemonsets': [
    column('Desired', count('status', 'desiredNumberScheduled'), 'integer'),
    column('Current', count('status', 'currentNumberScheduled'), 'integer'),
    column('Ready', count('status', 'numberReady'), 'integer'),
    column('Up-to-date', count('status', 'updatedNumberScheduled'), 'integer'),
    column('Available', count('status', 'numberAvailable'), 'integer'),
    column('Node Selector', nodeSelector),
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
    ...jobTemplate,
  ],
  'apps/controllerrevisions': [
    column('Controller', controllerName),
    column('Revision', (o) => String(numberAt(o, 'revision') ?? 0)),
    age,
  ],
};
