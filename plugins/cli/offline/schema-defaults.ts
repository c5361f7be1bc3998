import { isObject, type JsonObject } from '../../../core/index.ts';

/** A value with the defaults of its structural schema, as the API server would store it (CRD defaulting). */
export function withSchemaDefaults(schema: JsonObject, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return isObject(items)
      ? value.map((item) => withSchemaDefaults(items as JsonObject, item))
      : value;
  }
  if (!isObject(value)) return value;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const result: Record<string, unknown> = { ...value };
  for (const [name, property] of Object.entries(properties)) {
    if (!isObject(property)) continue;
    const present = result[name] ?? property['default'];
    if (present !== undefined) result[name] = withSchemaDefaults(property as JsonObject, present);
  }
  return result;
}
