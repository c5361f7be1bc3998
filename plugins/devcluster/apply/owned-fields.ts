import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord, type JsonObject } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { applyDefaults } from '../schema/apply-defaults.ts';
import { childSchema } from '../schema/child-schema.ts';
import { FieldSet } from './field-set.ts';

const NEVER_OWNED: readonly (readonly string[])[] = [
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((field) => ['f:metadata', `f:${field}`]),
];

const neverOwned = new FieldSet();
for (const path of NEVER_OWNED) neverOwned.insert(path);

/** The set without the fields nobody can own. */
export function withoutSystemFields(set: FieldSet): FieldSet {
  return set.difference(neverOwned);
}

/**
 * The state before a create: nothing but the structs that are always there, which nobody gets to own.
 *
 * @remarks Structs with a default of `{}` are those Go writes out even when empty.
 */
export function blankObject(resource: ApiResource): KubeObject {
  const blank: KubeObject = { apiVersion: '', kind: '', metadata: { name: '' } };
  if (resource.isCustom) return blank;
  applyDefaults(resource.schema, blank);
  addNullLists(resource.schema, blank);
  return blank;
}

/** Go writes a required list that is empty as null. */
function addNullLists(schema: KubernetesSchema | undefined, value: JsonObject): void {
  for (const field of schema?.required ?? []) {
    if (schema?.properties?.[field]?.type === 'array') value[field] ??= null;
  }
  for (const [field, child] of Object.entries(value)) {
    if (isRecord(child)) addNullLists(childSchema(schema, field), child);
  }
}

/** The object as ownership sees it: without managedFields. */
export function ownedPart(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
