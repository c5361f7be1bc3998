import { timestampOf } from '../../../core/index.ts';
import type { KubeObject, ManagedFieldsEntry } from '../object/kube-object.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { compare } from './compare.ts';
import type { FieldSet } from './field-set.ts';
import { decodeManagers, encodeManagers, type Manager, managerKey } from './managers.ts';
import { blankObject, ownedPart, withoutSystemFields } from './owned-fields.ts';
import { writableFields } from './writable-fields.ts';

export interface TrackOptions {
  readonly fieldManager: string;
  readonly subresource: string;
  readonly nowMs: number;
}

/**
 * Records on `next` who owns what after a create, update or patch: the writer gets what it changed, all others lose that.
 *
 * @param live - The object before the write; undefined for a create.
 */
export function trackUpdate(
  resource: ApiResource,
  live: KubeObject | undefined,
  next: KubeObject,
  options: TrackOptions,
): void {
  const before = ownedPart(live ?? blankObject(resource));
  const changes = compare(resource.schema, before, ownedPart(next));
  const written = (set: FieldSet) => writableFields(resource, set, options.subresource);
  const removed = written(changes.removed);
  const managers = startingManagers(live, next, options.subresource);
  const taken = written(changes.added.union(changes.modified));
  for (const [key, manager] of managers) {
    const fields = manager.fields.difference(taken).difference(removed);
    managers.set(key, { ...manager, fields });
  }
  claim(managers, resource, withoutSystemFields(taken), options);
  setManagedFields(next, encodeManagers(managers));
}

function claim(
  managers: Map<string, Manager>,
  resource: ApiResource,
  fields: Manager['fields'],
  { fieldManager, subresource, nowMs }: TrackOptions,
): void {
  if (fields.isEmpty) return;
  const identity = {
    name: fieldManager,
    operation: 'Update' as const,
    apiVersion: apiVersionOf(resource),
    subresource,
  };
  const key = managerKey(identity);
  const previous = managers.get(key);
  managers.set(key, {
    ...identity,
    // The real server keeps no time for writes through the scale subresource.
    time: subresource === 'scale' ? undefined : timestampOf(nowMs),
    fields: previous === undefined ? fields : previous.fields.union(fields),
  });
}

/** A client may replace or reset managedFields, but not through a subresource. */
function startingManagers(
  live: KubeObject | undefined,
  next: KubeObject,
  subresource: string,
): Map<string, Manager> {
  const sent = next.metadata.managedFields;
  if (subresource === '' && sent !== undefined) {
    if (isReset(sent)) return new Map();
    if (sent.length > 0) return decodeManagers(sent);
  }
  return decodeManagers(live?.metadata.managedFields);
}

function isReset(entries: readonly ManagedFieldsEntry[]): boolean {
  const [first] = entries;
  return first === undefined || (entries.length === 1 && Object.keys(first).length === 0);
}

/** Writes managedFields, or removes them when nobody owns anything. */
export function setManagedFields(
  object: KubeObject,
  entries: ManagedFieldsEntry[] | undefined,
): void {
  if (entries === undefined) delete object.metadata.managedFields;
  else object.metadata.managedFields = entries;
}
