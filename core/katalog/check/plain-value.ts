import { followReference, type JsonSchema } from '../../../schemas/index.ts';
import { isObject, type JsonValue } from '../../object/json.ts';
import type { SourceNode } from '../source/source-node.ts';

/**
 * The JSON of a node as its schema reads it: a number or boolean where a text is expected is taken as written
 * (`port: 80` → `"80"`), a key without a value is the empty form of what is expected (katalog-language §0.4).
 */
export function plainValue(node: SourceNode, schema: JsonSchema): JsonValue {
  return convert(node, [schema], schema);
}

/** The JSON of a node as YAML itself reads it. */
export function nativeValue(node: SourceNode): JsonValue {
  return convert(node, [], {});
}

function convert(node: SourceNode, schemas: readonly unknown[], root: JsonSchema): JsonValue {
  const flat = schemas.flatMap((schema) => flatten(schema, root));
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => {
          const inner = flat.flatMap((schema) => schemasOfKey(schema, key));
          return [key, convert(value, inner, root)];
        }),
      );
    case 'list': {
      const inner = flat.map(({ items }) => items);
      return node.items.map((item) => convert(item, inner, root));
    }
    default:
      return scalarValue(node, flat);
  }
}

function scalarValue(
  node: Extract<SourceNode, { readonly kind: 'scalar' }>,
  schemas: readonly JsonSchema[],
): JsonValue {
  const { value, text } = node;
  if (typeof value === 'string' || schemas.length === 0) return value;
  const types = new Set(schemas.flatMap(expectedTypes));
  if (value === null) {
    if (types.has('string')) return '';
    if (types.has('object')) return {};
    return types.has('array') ? [] : null;
  }
  const isExpected = types.has(typeof value) || (types.has('integer') && Number.isInteger(value));
  return types.has('string') && !isExpected ? text : value;
}

/** Types a schema takes; those of its listed values where it lists them. */
function expectedTypes(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  const listed = Array.isArray(schema['enum']) ? schema['enum'] : [];
  return [...listed, ...('const' in schema ? [schema['const']] : [])].map((value) => typeof value);
}

/** The schema itself and whatever it refers to or combines. */
function flatten(schema: unknown, root: JsonSchema): readonly JsonSchema[] {
  if (!isObject(schema)) return [];
  const { $ref } = schema;
  const target = typeof $ref === 'string' ? followReference($ref, root).schema : undefined;
  const combined = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => {
    const list = schema[keyword];
    return Array.isArray(list) ? list : [];
  });
  return [schema, ...(target === undefined ? [] : [target]), ...combined].flatMap((each) =>
    each === schema ? [schema] : flatten(each, root),
  );
}

function schemasOfKey(schema: JsonSchema, key: string): readonly unknown[] {
  const { properties, patternProperties, additionalProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, key)) return [properties[key]];
  if (isObject(patternProperties)) {
    const matching = Object.entries(patternProperties).filter(([pattern]) =>
      new RegExp(pattern, 'u').test(key),
    );
    if (matching.length > 0) return matching.map(([, subschema]) => subschema);
  }
  return additionalProperties === undefined ? [] : [additionalProperties];
}
