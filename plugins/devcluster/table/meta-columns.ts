import { at, recordAt, stringAt } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { column } from './column.ts';

function involvedObject(event: unknown): string {
  const regarding = at(event, 'regarding') ?? at(event, 'involvedObject');
  const { kind = '', name = '' } = recordAt(regarding);
  return `${String(kind).toLowerCase()}/${String(name)}`;
}

export const eventColumns: readonly PrinterColumn[] = [
  {
    name: 'Last Seen',
    type: 'string',
    isAge: true,
    cell: (event) =>
      at(event, 'series', 'lastObservedTime') ??
      at(event, 'lastTimestamp') ??
      at(event, 'deprecatedLastTimestamp') ??
      at(event, 'eventTime') ??
      at(event, 'metadata', 'creationTimestamp'),
  },
  column('Type', (event) => stringAt(event, 'type')),
  column('Reason', (event) => stringAt(event, 'reason')),
  column('Object', involvedObject),
  column('Message', (event) => stringAt(event, 'message') || stringAt(event, 'note')),
];

export const crdColumns: readonly PrinterColumn[] = [
  column('Created At', (crd) => stringAt(crd, 'metadata', 'creationTimestamp')),
];
