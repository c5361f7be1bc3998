import type { ManagedFieldsEntry } from '../object/kube-object.ts';
import type { FieldSet } from './field-set.ts';
import { decodeFieldsV1, encodeFieldsV1 } from './fields-v1.ts';

/** One manager with the fields it owns. */
export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string | undefined;
  readonly fields: FieldSet;
}

/** More managers than this of the operation Update are folded into one (field managers of the API server). */
const MAX_UPDATE_MANAGERS = 10;
const FOLDED_MANAGER = 'ancient-changes';

/** Tells managers apart: who, how, in which version, through which subresource. */
export function managerKey(manager: Omit<Manager, 'time' | 'fields'>): string {
  const { name, operation, subresource } = manager;
  // An applier is one manager in all versions; updates are kept apart by version.
  const version = operation === 'Apply' ? '' : manager.apiVersion;
  return [operation, name, version, subresource].join('\n');
}

/** Reads `metadata.managedFields`. */
export function decodeManagers(entries: readonly ManagedFieldsEntry[] = []): Map<string, Manager> {
  const managers = entries.map((entry) => ({
    name: entry.manager,
    operation: entry.operation,
    apiVersion: entry.apiVersion,
    subresource: entry.subresource ?? '',
    time: entry.time,
    fields: decodeFieldsV1(entry.fieldsV1),
  }));
  return new Map(managers.map((manager) => [managerKey(manager), manager]));
}

/** Writes `metadata.managedFields`: appliers first, then by time and name; empty managers are left out. */
export function encodeManagers(
  managers: ReadonlyMap<string, Manager>,
): ManagedFieldsEntry[] | undefined {
  const entries = foldOldest([...managers.values()].filter(({ fields }) => !fields.isEmpty))
    .map(encodeManager)
    .sort(compareEntries);
  return entries.length === 0 ? undefined : entries;
}

function encodeManager(manager: Manager): ManagedFieldsEntry {
  return {
    manager: manager.name,
    operation: manager.operation,
    apiVersion: manager.apiVersion,
    ...(manager.time !== undefined && { time: manager.time }),
    fieldsType: 'FieldsV1',
    fieldsV1: encodeFieldsV1(manager.fields),
    ...(manager.subresource !== '' && { subresource: manager.subresource }),
  };
}

function compareEntries(left: ManagedFieldsEntry, right: ManagedFieldsEntry): number {
  const keys = (entry: ManagedFieldsEntry) => [
    entry.operation,
    entry.time ?? '',
    entry.manager,
    entry.apiVersion,
    entry.subresource ?? '',
  ];
  const others = keys(right);
  for (const [index, key] of keys(left).entries()) {
    const other = others[index] ?? '';
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}

function foldOldest(managers: readonly Manager[]): readonly Manager[] {
  const updaters = managers.filter(({ operation }) => operation === 'Update');
  if (updaters.length <= MAX_UPDATE_MANAGERS) return managers;
  const byAge = [...updaters].sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1));
  const folded = byAge.slice(0, updaters.length - MAX_UPDATE_MANAGERS + 1);
  const newest = folded.at(-1);
  if (newest === undefined) return managers;
  const fields = folded.reduce((all, { fields: own }) => all.union(own), newest.fields);
  const rest = managers.filter((manager) => !folded.includes(manager));
  return [...rest, { ...newest, name: FOLDED_MANAGER, subresource: '', fields }];
}
