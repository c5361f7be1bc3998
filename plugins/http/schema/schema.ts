/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer' };
export const fraction: Schema = { type: 'number' };
export const flag: Schema = { type: 'boolean' };
/** Anything JSON can say. */
export const anything: Schema = {};

/** A map of which all fields but the named ones are always there. */
export function object(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function mapOf(values: Schema): Schema {
  return { type: 'object', additionalProperties: values };
}

/** A field with what it means. */
export function described(description: string, schema: Schema): Schema {
  return { ...schema, description };
}
