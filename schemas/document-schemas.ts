import katalog from './katalog.schema.json' with { type: 'json' };
import type { JsonSchema } from './schema-problem.ts';

const SCHEMAS = {
  Katalog: katalog,
} as const satisfies Record<string, JsonSchema>;

/** Documents that have a schema; `RuntimeConfig` are the settings of `ork run`. */
export type DocumentKind = keyof typeof SCHEMAS;

/** All kinds of {@link DocumentKind}. */
export const documentKinds: readonly DocumentKind[] = Object.keys(SCHEMAS) as DocumentKind[];

/** The JSON Schema (2020-12) of a kind, in its canonical form. */
export function documentSchema(kind: DocumentKind): JsonSchema {
  return SCHEMAS[kind];
}

/** The schema of a file name as references use it. */
export function schemaByName(name: string): JsonSchema | undefined {
  return Object.values(SCHEMAS).find((schema: JsonSchema) => schema['$id'] === name);
}
