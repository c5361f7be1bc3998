import { at, numberAt, recordsAt, stringAt } from '../json/record.ts';
import { isConditionTrue } from '../object/conditions.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { age, column, wide } from './column.ts';

function readyContainers(pod: unknown): string {
  const ready = recordsAt(pod, 'status', 'containerStatuses').filter((status) => status['ready']);
  return `${ready.length}/${recordsAt(pod, 'spec', 'containers').length}`;
}

function statusOf(pod: unknown): string {
  if (at(pod, 'metadata', 'deletionTimestamp') !== undefined) return 'Terminating';
  const waiting = recordsAt(pod, 'status', 'containerStatuses')
    .map(
      (status) =>
        stringAt(status, 'state', 'waiting', 'reason') ||
        stringAt(status, 'state', 'terminated', 'reason'),
    )
    .find((reason) => reason !== '');
  return waiting ?? (stringAt(pod, 'status', 'reason') || stringAt(pod, 'status', 'phase'));
}

function restarts(pod: unknown): string {
  const counts = recordsAt(pod, 'status', 'containerStatuses').map(
    (status) => numberAt(status, 'restartCount') ?? 0,
  );
  return String(counts.reduce((sum, count) => sum + count, 0));
}

function readinessGates(pod: unknown): string {
  const gates = recordsAt(pod, 'spec', 'readinessGates');
  if (gates.length === 0) return '<none>';
  const met = gates.filter((gate) =>
    isConditionTrue(at(pod, 'status'), stringAt(gate, 'conditionType')),
  );
  return `${met.length}/${gates.length}`;
}

export const podColumns: readonly PrinterColumn[] = [
  column('Ready', readyContainers),
  column('Status', statusOf),
  column('Restarts', restarts),
  age,
  wide('IP', (pod) => stringAt(pod, 'status', 'podIP') || '<none>'),
  wide('Node', (pod) => stringAt(pod, 'spec', 'nodeName') || '<none>'),
  wide('Nominated Node', (pod) => stringAt(pod, 'status', 'nominatedNodeName') || '<none>'),
  wide('Readiness Gates', readinessGates),
];
