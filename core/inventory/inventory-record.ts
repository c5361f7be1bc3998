import { compareText } from '../compare-text.ts';
import { isObject } from '../object/json.ts';
import type { CrdProgram } from '../program/program.ts';

/**
 * What an installation remembers of one kind of custom resource, so that what it left behind is found after a restart,
 * whatever the Katalogs say by then.
 */
export interface InventoryRecord {
  readonly group: string;
  /** Version that was watched last. */
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Katalogs that declared it; their names stand in `managed-by` of the custom resources. */
  readonly katalogs: readonly string[];
  /** Namespaces that were watched; `''` stands for all. */
  readonly namespaces: readonly string[];
  /** Finalizers of the user, which the runtime puts on custom resources beside its own. */
  readonly finalizers: readonly string[];
  /** What each provider wants to know again, e.g. the kinds of objects it made. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
}

/** Name of a kind of custom resource in every version: that of its definition, `websites.demo.orkestra.io`. */
export function inventoryIdOf({
  gvk,
  plural,
}: {
  readonly gvk: { readonly group: string };
  readonly plural: string;
}): string {
  return gvk.group === '' ? plural : `${plural}.${gvk.group}`;
}

/** What has to be remembered of a CRD entry, besides what was remembered before. */
export function recordOfCrd(crd: CrdProgram, before: InventoryRecord | undefined): InventoryRecord {
  const { finalizers, gvk, katalog, namespaced, plural, watch } = crd;
  return {
    ...gvk,
    plural,
    namespaced,
    katalogs: union(before?.katalogs, [katalog.name]),
    namespaces: union(before?.namespaces, [watch.namespace ?? '']),
    finalizers: union(before?.finalizers, finalizers.names),
    notes: before?.notes ?? {},
  };
}

/** What two installations remember of a kind. */
export function mergeRecords(left: InventoryRecord, right: InventoryRecord): InventoryRecord {
  const providers = union(Object.keys(left.notes), Object.keys(right.notes));
  return {
    ...left,
    katalogs: union(left.katalogs, right.katalogs),
    namespaces: union(left.namespaces, right.namespaces),
    finalizers: union(left.finalizers, right.finalizers),
    notes: Object.fromEntries(
      providers.map((name) => [name, union(left.notes[name], right.notes[name] ?? [])]),
    ),
  };
}

/** The record with the notes of one provider in place of those it had. */
export function withNotes(
  record: InventoryRecord,
  provider: string,
  notes: readonly string[],
): InventoryRecord {
  const { [provider]: _former, ...others } = record.notes;
  const changed = notes.length === 0 ? others : { ...others, [provider]: union(notes, []) };
  return { ...record, notes: changed };
}

/** The record as it is stored: equal records are equal texts. */
export function formatRecord(record: InventoryRecord): string {
  const { finalizers, group, katalogs, kind, namespaced, namespaces, notes, plural, version } =
    record;
  const sorted = Object.entries(notes).sort(([left], [right]) => compareText(left, right));
  return JSON.stringify({
    group,
    version,
    kind,
    plural,
    namespaced,
    katalogs,
    namespaces,
    finalizers,
    notes: Object.fromEntries(sorted),
  });
}

/** @returns `undefined` for what is no record: somebody else wrote it */
export function parseRecord(text: unknown): InventoryRecord | undefined {
  const value = parsed(text);
  if (!isObject(value)) return undefined;
  const { group, kind, notes, plural, version } = value;
  const names = [group, version, kind, plural];
  if (!names.every((name) => typeof name === 'string')) return undefined;
  return {
    group: String(group),
    version: String(version),
    kind: String(kind),
    plural: String(plural),
    namespaced: value['namespaced'] !== false,
    katalogs: texts(value['katalogs']),
    namespaces: texts(value['namespaces']),
    finalizers: texts(value['finalizers']),
    notes: Object.fromEntries(
      Object.entries(isObject(notes) ? notes : {}).map(([name, list]) => [name, texts(list)]),
    ),
  };
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    // Not JSON: not written by the runtime.
    return undefined;
  }
}

function texts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

function union(left: readonly string[] = [], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])].sort(compareText);
}
