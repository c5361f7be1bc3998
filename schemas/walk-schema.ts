import { followReference, isSchema } from './read-schema.ts';
import type { JsonSchema, SchemaProblem } from './schema-problem.ts';

/** A schema with the document in which its references are looked up. */
export interface Located {
  readonly schema: unknown;
  readonly root: JsonSchema;
}

/** One that is a map and not `true` or `false`. */
export interface LocatedSchema extends Located {
  readonly schema: JsonSchema;
}

/** Types a schema takes; those of its listed values where it lists them. */
export function expectedTypes(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  const listed = Array.isArray(schema['enum']) ? schema['enum'] : [];
  return [...listed, ...('const' in schema ? [schema['const']] : [])].map((value) => typeof value);
}

/** The schema itself and whatever it refers to or combines. */
export function flatten({ schema, root }: Located): readonly LocatedSchema[] {
  if (!isSchema(schema)) return [];
  const { $ref } = schema;
  const target = typeof $ref === 'string' ? [followReference($ref, root)] : [];
  const combined = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => {
    const list = schema[keyword];
    return Array.isArray(list) ? list.map((each: unknown) => ({ schema: each, root })) : [];
  });
  return [{ schema, root }, ...[...target, ...combined].flatMap(flatten)];
}

/** Schemas of a key of the map that a schema describes. */
export function schemasOfKey({ schema, root }: LocatedSchema, key: string): readonly Located[] {
  const { properties, patternProperties, additionalProperties } = schema;
  if (isSchema(properties) && Object.hasOwn(properties, key))
    return [{ schema: properties[key], root }];
  if (isSchema(patternProperties)) {
    const matching = Object.entries(patternProperties).filter(([pattern]) =>
      new RegExp(pattern, 'u').test(key),
    );
    if (matching.length > 0) return matching.map(([, inner]) => ({ schema: inner, root }));
  }
  return additionalProperties === undefined ? [] : [{ schema: additionalProperties, root }];
}

/** Schemas that apply at a path below a schema, references followed; none where it says nothing. */
export function schemasAt(
  schema: JsonSchema,
  path: SchemaProblem['path'],
): readonly LocatedSchema[] {
  let current = flatten({ schema, root: schema });
  for (const step of path) current = schemasBelow(current, step);
  return current;
}

/** Schemas that apply to one key, or to any element, of what some schemas describe. */
export function schemasBelow(
  schemas: readonly LocatedSchema[],
  step: string | number,
): readonly LocatedSchema[] {
  const inner = schemas.flatMap((each) =>
    typeof step === 'number'
      ? [{ schema: each.schema['items'], root: each.root }]
      : schemasOfKey(each, step),
  );
  return inner.flatMap(flatten);
}

/** Types that may stand at a path below a schema; none where the schema says nothing. */
export function expectedTypesAt(
  schema: JsonSchema,
  path: SchemaProblem['path'],
): ReadonlySet<string> {
  return new Set(schemasAt(schema, path).flatMap((each) => expectedTypes(each.schema)));
}
