import { writeJson } from '../../../core/index.ts';
import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord, type JsonObject } from '../json/record.ts';
import { childSchema } from '../schema/child-schema.ts';

/** A schema, or undefined where anything goes. */
export type MaybeSchema = KubernetesSchema | undefined;

/** How a value is owned: field by field, item by item, or as a whole. */
export type Structure = 'map' | 'list' | 'leaf';

/** One addressable part of a value. */
export interface Part {
  readonly element: string;
  readonly schema: MaybeSchema;
  readonly value: unknown;
}

/** How the value is owned. Where the schema is silent, objects are owned by field and lists as a whole. */
export function structureOf(schema: MaybeSchema, value: unknown): Structure {
  if (Array.isArray(value)) {
    const listType = schema?.['x-kubernetes-list-type'] ?? 'atomic';
    return listType === 'atomic' ? 'leaf' : 'list';
  }
  if (!isRecord(value)) return 'leaf';
  return schema?.['x-kubernetes-map-type'] === 'atomic' ? 'leaf' : 'map';
}

/** The parts of a value that is not a leaf. */
export function partsOf(schema: MaybeSchema, value: unknown): readonly Part[] {
  if (Array.isArray(value)) {
    return value.map((item) => ({
      element: itemElement(schema, item),
      schema: schema?.items,
      value: item,
    }));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([field, part]) => ({
    element: `f:${field}`,
    schema: childSchema(schema, field),
    value: part,
  }));
}

/** The name of a list's item: its keys in an associative list, its value in a set. */
export function itemElement(schema: MaybeSchema, item: unknown): string {
  if (schema?.['x-kubernetes-list-type'] !== 'map' || !isRecord(item)) {
    return `v:${writeJson(item)}`;
  }
  const keys = [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort();
  const key: JsonObject = {};
  for (const name of keys) {
    const value = item[name] ?? schema.items?.properties?.[name]?.default;
    if (value !== undefined) key[name] = value;
  }
  return `k:${writeJson(key)}`;
}
