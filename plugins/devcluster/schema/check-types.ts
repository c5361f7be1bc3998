import { writeJson } from '../../../core/index.ts';
import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord } from '../json/record.ts';
import { childSchema, isIntOrString } from './child-schema.ts';
import { fieldPath } from './field-path.ts';
import { definitionNameOf } from './link-definitions.ts';

/**
 * The first value whose type a Go struct of the schema could not hold, in the words of Go's JSON decoder.
 *
 * @returns undefined when everything fits.
 */
export function findTypeMismatch(schema: KubernetesSchema, value: unknown): string | undefined {
  return mismatchIn(schema, value, { struct: definitionNameOf(schema) ?? '', path: '' });
}

interface Place {
  readonly struct: string;
  readonly path: string;
}

function mismatchIn(schema: KubernetesSchema, value: unknown, place: Place): string | undefined {
  if (value === null || value === undefined || isUntyped(schema)) return undefined;
  if (!hasType(schema, value)) return describe(schema, value, place);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return undefined;
    return firstOf(value, (item) => mismatchIn(items, item, place));
  }
  if (!isRecord(value)) return undefined;
  const struct = definitionNameOf(schema) ?? place.struct;
  return firstOf(Object.keys(value), (field) => {
    const child = childSchema(schema, field);
    if (child === undefined) return undefined;
    const isMap = schema.properties === undefined;
    const path = isMap ? place.path : fieldPath(place.path, field);
    return mismatchIn(child, value[field], { struct, path });
  });
}

function firstOf<T>(
  values: readonly T[],
  find: (value: T) => string | undefined,
): string | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isUntyped(schema: KubernetesSchema): boolean {
  return schema.type === undefined && schema.oneOf === undefined;
}

function hasType(schema: KubernetesSchema, value: unknown): boolean {
  if (isIntOrString(schema) || schema.oneOf !== undefined) {
    return typeof value === 'string' || isNumber(value);
  }
  switch (schema.type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return isWhole(value) && fitsFormat(schema, value);
    case 'number':
      return isNumber(value);
    default:
      return typeof value === schema.type;
  }
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isWhole(value: unknown): value is number | bigint {
  return (
    typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 63)
  );
}

function fitsFormat({ format }: KubernetesSchema, value: number | bigint): boolean {
  return format !== 'int32' || (value >= -2_147_483_648 && value <= 2_147_483_647);
}

function describe(schema: KubernetesSchema, value: unknown, { struct, path }: Place): string {
  const found = Array.isArray(value) ? 'array' : goKindOf(value, schema);
  return `json: cannot unmarshal ${found} into Go struct field ${struct}.${path} of type ${goTypeOf(schema)}`;
}

/** Go names the number only where a number was asked for (encoding/json, `UnmarshalTypeError.Value`). */
function goKindOf(value: unknown, { type }: KubernetesSchema): string {
  if (typeof value === 'boolean') return 'bool';
  const isAskedFor = type === 'integer' || type === 'number';
  if (isNumber(value)) return isAskedFor ? `number ${writeJson(value)}` : 'number';
  return typeof value;
}

function goTypeOf(schema: KubernetesSchema): string {
  const name = definitionNameOf(schema);
  if (name !== undefined) return `v1.${name}`;
  switch (schema.type) {
    case 'integer':
      return schema.format ?? 'int64';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
    case 'array':
      return `[]${schema.items === undefined ? 'interface {}' : goTypeOf(schema.items)}`;
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `map[string]${goTypeOf(schema.additionalProperties)}`
        : 'map[string]interface {}';
    default:
      return schema.type ?? 'interface {}';
  }
}
