import { schemaByName } from './document-schemas.ts';
import type { JsonSchema } from './schema-problem.ts';

/** Tells whether a value is a schema that can be looked into (`true` and `false` cannot). */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Schemas by name under a keyword such as `properties` or `$defs`. */
export function subschemasOf(
  schema: JsonSchema,
  keyword: string,
): Readonly<Record<string, unknown>> {
  const value = schema[keyword];
  return isSchema(value) ? value : {};
}

/** Schemas in the list of a keyword such as `anyOf`. */
export function alternativesOf(schema: JsonSchema, keyword: string): readonly JsonSchema[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** Names in `type`; empty when it is absent. */
export function typesOf(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String) : [];
}

/**
 * What a reference within a document, or into another one (`katalog.schema.json#/$defs/crd`), means.
 *
 * @throws {TypeError} when it leads nowhere: a schema of ours or of a provider is broken.
 */
export function followReference(
  reference: string,
  root: JsonSchema,
): { readonly schema: JsonSchema; readonly root: JsonSchema } {
  const [name = '', pointer = ''] = reference.split('#');
  const target = name === '' || name === root['$id'] ? root : schemaByName(name);
  if (target === undefined) throw new TypeError(`schema ${name} is not known`);
  const schema = atPointer(target, pointer);
  if (!isSchema(schema)) throw new TypeError(`${reference} is no schema`);
  return { schema, root: target };
}

/** Value at a JSON Pointer (RFC 6901). */
export function atPointer(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isSchema(value) ? value[key] : undefined;
  }
  return value;
}
