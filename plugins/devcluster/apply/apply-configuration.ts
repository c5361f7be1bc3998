import { deepEqual, timestampOf } from '../../../core/index.ts';
import { isKubeObject, type KubeObject } from '../object/kube-object.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { badRequest } from '../status/status-error.ts';
import { applyConflict, type Conflict } from './apply-conflict.ts';
import { type Comparison, compare } from './compare.ts';
import { FieldSet } from './field-set.ts';
import { fieldSetOf, withNamedParents } from './field-set-of.ts';
import { syncLastApplied, takeoverFields } from './last-applied.ts';
import { decodeManagers, encodeManagers, type Manager, managerKey } from './managers.ts';
import { merge } from './merge.ts';
import { blankObject, ownedPart, withoutSystemFields } from './owned-fields.ts';
import { removeFields } from './remove-fields.ts';
import { setManagedFields, type TrackOptions } from './track-update.ts';
import { writableFields } from './writable-fields.ts';

export interface ApplyOptions extends TrackOptions {
  /** Take over fields that others own. */
  readonly force: boolean;
}

/**
 * Merges an applied configuration into the live object (server-side apply, KEP-555).
 *
 * @param live - The object before the apply; undefined when it is to be created.
 * @returns The wanted object with its managedFields.
 * @throws StatusError 409 when another manager owns a field the configuration would change.
 */
export function applyConfiguration(
  resource: ApiResource,
  objects: { readonly live: KubeObject | undefined; readonly config: KubeObject },
  options: ApplyOptions,
): KubeObject {
  const { schema } = resource;
  const base = ownedPart(objects.live ?? blankObject(resource));
  const config = ownedPart(objects.config);
  const managers = managersBefore(resource, objects.live, options.nowMs);
  const identity = {
    name: options.fieldManager,
    operation: 'Apply' as const,
    apiVersion: apiVersionOf(resource),
    subresource: options.subresource,
  };
  const key = managerKey(identity);
  const last = managers.get(key);
  const fields = withoutSystemFields(
    writableFields(resource, fieldSetOf(schema, config), options.subresource),
  );
  managers.set(key, { ...identity, time: last?.time, fields });

  const merged = merge(schema, base, config);
  const wanted = prune(resource, merged, { last, managers });
  if (!isKubeObject(wanted)) throw badRequest('the applied configuration removes metadata');
  const comparison = compare(schema, base, wanted);
  resolveConflicts(managers, key, {
    comparison: onlyWritable(resource, comparison, options),
    force: options.force,
    allowed: takeoverFields(resource, objects.live, options.fieldManager),
  });
  const hasChanged = objects.live === undefined || !deepEqual(base, wanted);
  stampTime(managers, key, hasChanged ? options.nowMs : undefined);
  setManagedFields(wanted, encodeManagers(managers));
  syncLastApplied(wanted, config, options.fieldManager);
  return wanted;
}

/** Who owned what before the apply; what nobody is known to own belongs to a manager of its own (field manager of the API server). */
function managersBefore(
  resource: ApiResource,
  live: KubeObject | undefined,
  nowMs: number,
): Map<string, Manager> {
  const managers = decodeManagers(live?.metadata.managedFields);
  if (live === undefined || managers.size > 0) return managers;
  const { added, modified } = compare(resource.schema, blankObject(resource), ownedPart(live));
  const manager: Manager = {
    name: 'before-first-apply',
    operation: 'Update',
    apiVersion: apiVersionOf(resource),
    subresource: '',
    time: timestampOf(nowMs),
    fields: withoutSystemFields(writableFields(resource, added.union(modified), '')),
  };
  return managers.set(managerKey(manager), manager);
}

function stampTime(managers: Map<string, Manager>, key: string, nowMs: number | undefined): void {
  const own = managers.get(key);
  if (own === undefined || nowMs === undefined) return;
  managers.set(key, { ...own, time: timestampOf(nowMs) });
}

/** Removes what the manager applied last time, does not apply now, and nobody else owns. */
function prune(
  resource: ApiResource,
  merged: unknown,
  { last, managers }: { last: Manager | undefined; managers: ReadonlyMap<string, Manager> },
): unknown {
  if (last === undefined || last.fields.isEmpty) return merged;
  const { schema } = resource;
  const before = withNamedParents(schema, last.fields);
  const owned = [...managers.values()].reduce(
    (all, manager) => all.union(manager.fields),
    new FieldSet(),
  );
  const without = removeFields(schema, merged, before);
  const mergedSet = withNamedParents(schema, fieldSetOf(schema, merged));
  const prunedSet = withNamedParents(schema, fieldSetOf(schema, without));
  const kept = prunedSet.union(withNamedParents(schema, owned));
  const withOwned = removeFields(schema, merged, mergedSet.difference(kept));
  const withOwnedSet = withNamedParents(schema, fieldSetOf(schema, withOwned));
  // Only what this manager applied may go; what nobody owned stays.
  const gone = mergedSet.difference(withOwnedSet).intersection(before);
  gone.members.delete('f:metadata');
  return removeFields(schema, merged, gone);
}

function resolveConflicts(
  managers: Map<string, Manager>,
  ownKey: string,
  {
    comparison,
    force,
    allowed,
  }: { readonly comparison: Comparison; readonly force: boolean; readonly allowed: FieldSet },
): void {
  const changed = comparison.modified.union(comparison.added);
  const others = [...managers].filter(([key]) => key !== ownKey);
  const conflicts: Conflict[] = others
    .map(([, manager]) => ({ manager, fields: manager.fields.intersection(changed) }))
    .filter(({ fields }) => !fields.isEmpty);
  const refused = conflicts
    .map(({ manager, fields }) => ({ manager, fields: fields.difference(allowed) }))
    .filter(({ fields }) => !fields.isEmpty);
  if (refused.length > 0 && !force) throw applyConflict(refused);
  for (const [key, manager] of others) {
    const fields = manager.fields.difference(changed).difference(comparison.removed);
    managers.set(key, { ...manager, fields });
  }
}

function onlyWritable(
  resource: ApiResource,
  comparison: Comparison,
  options: TrackOptions,
): Comparison {
  return {
    added: writableFields(resource, comparison.added, options.subresource),
    modified: writableFields(resource, comparison.modified, options.subresource),
    removed: writableFields(resource, comparison.removed, options.subresource),
  };
}
