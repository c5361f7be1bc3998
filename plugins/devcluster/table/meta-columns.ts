import { at, numberAt, recordAt, stringAt } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { column, nameColumn, wide } from './column.ts';

function involvedObject(event: unknown): unknown {
  return at(event, 'regarding') ?? at(event, 'involvedObject');
}

function printObject(event: unknown): string {
  const { kind = '', name = '' } = recordAt(involvedObject(event));
  return `${String(kind).toLowerCase()}/${String(name)}`;
}

/** Component and host; newer events name their reporter instead. */
function printSource(event: unknown): string {
  const source = at(event, 'source') ?? at(event, 'deprecatedSource');
  const component =
    stringAt(source, 'component') ||
    stringAt(event, 'reportingComponent') ||
    stringAt(event, 'reportingController');
  const host = stringAt(source, 'host') || stringAt(event, 'reportingInstance');
  return [component, host].filter((part) => part !== '').join(', ');
}

function firstSeen(event: unknown): unknown {
  return (
    at(event, 'firstTimestamp') ??
    at(event, 'deprecatedFirstTimestamp') ??
    at(event, 'eventTime') ??
    at(event, 'metadata', 'creationTimestamp')
  );
}

function lastSeen(event: unknown): unknown {
  return (
    at(event, 'series', 'lastObservedTime') ??
    at(event, 'lastTimestamp') ??
    at(event, 'deprecatedLastTimestamp') ??
    firstSeen(event)
  );
}

function timesSeen(event: unknown): number {
  return (
    numberAt(event, 'series', 'count') ??
    numberAt(event, 'count') ??
    numberAt(event, 'deprecatedCount') ??
    1
  );
}

/** Unlike every other kind, an event shows its name last and only when asked for more. */
export const eventColumns: readonly PrinterColumn[] = [
  { ...column('Last Seen', lastSeen), isAge: true },
  column('Type', (event) => stringAt(event, 'type')),
  column('Reason', (event) => stringAt(event, 'reason')),
  column('Object', printObject),
  wide('Subobject', (event) => stringAt(involvedObject(event), 'fieldPath')),
  wide('Source', printSource),
  column('Message', (event) => (stringAt(event, 'message') || stringAt(event, 'note')).trim()),
  { ...wide('First Seen', firstSeen), isAge: true },
  wide('Count', timesSeen),
  { ...nameColumn, priority: 1 },
];

export const crdColumns: readonly PrinterColumn[] = [
  column('Created At', (crd) => stringAt(crd, 'metadata', 'creationTimestamp')),
];
