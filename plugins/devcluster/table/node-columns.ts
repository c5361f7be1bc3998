import { at, recordAt, recordsAt, stringAt } from '../json/record.ts';
import { isConditionTrue } from '../object/conditions.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { age, column, wide } from './column.ts';

const ROLE_LABEL = 'node-role.kubernetes.io/';

function statusOf(node: unknown): string {
  const ready = isConditionTrue(at(node, 'status'), 'Ready') ? 'Ready' : 'NotReady';
  return at(node, 'spec', 'unschedulable') === true ? `${ready},SchedulingDisabled` : ready;
}

function rolesOf(node: unknown): string {
  const roles = Object.keys(recordAt(node, 'metadata', 'labels'))
    .filter((label) => label.startsWith(ROLE_LABEL))
    .map((label) => label.slice(ROLE_LABEL.length));
  return roles.length === 0 ? '<none>' : roles.sort().join(',');
}

function addressOf(type: string): (node: unknown) => string {
  return (node) => {
    const found = recordsAt(node, 'status', 'addresses').find((entry) => entry['type'] === type);
    return stringAt(found, 'address') || '<none>';
  };
}

function info(field: string): (node: unknown) => string {
  return (node) => stringAt(node, 'status', 'nodeInfo', field) || '<unknown>';
}

export const nodeColumns: readonly PrinterColumn[] = [
  column('Status', statusOf),
  column('Roles', rolesOf),
  age,
  column('Version', (node) => stringAt(node, 'status', 'nodeInfo', 'kubeletVersion')),
  wide('Internal-IP', addressOf('InternalIP')),
  wide('External-IP', addressOf('ExternalIP')),
  wide('OS-Image', info('osImage')),
  wide('Kernel-Version', info('kernelVersion')),
  wide('Container-Runtime', info('containerRuntimeVersion')),
];
