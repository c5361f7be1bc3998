import { TargetShape } from '../../../schemas/index.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import type { ScalarType } from '../../program/program.ts';

/** What a CRD's schema says of a path. */
export type SchemaLookup =
  /** The schema of the path, or `undefined` where anything may stand. */
  | { readonly outcome: 'known'; readonly schema: JsonObject | undefined }
  /** The step at `index` does not exist; `known` are the fields that do. */
  | { readonly outcome: 'unknown'; readonly index: number; readonly known: readonly string[] };

/** Step of a reference that stands for any element of a list or map. */
const ANY = '*';

/** Follows a path in an `openAPIV3Schema`; whatever the schema leaves open is known, what it lists has a type even there. */
export function lookUp(schema: JsonObject, path: readonly string[]): SchemaLookup {
  let current: JsonObject = schema;
  for (const [index, step] of path.entries()) {
    const next = childSchema(current, step);
    if (next === undefined && isOpen(current)) return { outcome: 'known', schema: undefined };
    if (next === undefined) return { outcome: 'unknown', index, known: fieldsOf(current) };
    if (next === true) return { outcome: 'known', schema: undefined };
    current = next;
  }
  return { outcome: 'known', schema: current };
}

/** Names of the fields of a map, or of the elements of a list. */
function fieldsOf({ properties, items }: JsonObject): readonly string[] {
  if (isObject(properties)) return Object.keys(properties);
  return isObject(items) ? fieldsOf(items as JsonObject) : [];
}

function isOpen(schema: JsonObject): boolean {
  if (schema['x-kubernetes-preserve-unknown-fields'] === true) return true;
  if (schema['x-kubernetes-embedded-resource'] === true) return true;
  return schema['type'] === undefined && schema['properties'] === undefined;
}

function childSchema(schema: JsonObject, step: string): JsonObject | true | undefined {
  const { properties, additionalProperties, items } = schema;
  if (isObject(properties) && Object.hasOwn(properties, step)) return asSchema(properties[step]);
  if (isObject(additionalProperties)) return asSchema(additionalProperties);
  if (additionalProperties === true) return true;
  // JSONata reads a field of every element without naming one.
  if (isObject(items)) {
    const element = asSchema(items);
    if (step === ANY || /^\d+$/.test(step) || element === true) return element;
    return childSchema(element, step) ?? (isOpen(element) ? true : undefined);
  }
  return step === ANY ? true : undefined;
}

function asSchema(value: unknown): JsonObject | true {
  return isObject(value) ? (value as JsonObject) : true;
}

/** The type to cast to for a schema, `undefined` when it says nothing. */
export function scalarTypeOf(schema: JsonObject | undefined): ScalarType | undefined {
  if (schema === undefined) return undefined;
  if (schema['x-kubernetes-int-or-string'] === true) return 'auto';
  switch (schema['type']) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return schema['type'];
    case 'object':
    case 'array':
      return 'auto';
    default:
      return undefined;
  }
}

/** What a CRD's schema takes at a path; unknown without one. */
export function shapeAt(schema: JsonObject | undefined, path: readonly string[]): TargetShape {
  return TargetShape.at(schema ?? {}, path);
}
