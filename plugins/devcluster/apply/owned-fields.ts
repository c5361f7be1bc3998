import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { applyDefaults } from '../schema/apply-defaults.ts';
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
  if (!resource.isCustom) applyDefaults(resource.schema, blank);
  return blank;
}

/** The object as ownership sees it: without managedFields. */
export function ownedPart(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
