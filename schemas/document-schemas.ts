import katalog from './katalog.schema.json' with { type: 'json' };
import runtimeConfig from './runtime-config.schema.json' with { type: 'json' };
import type { JsonSchema } from './schema-problem.ts';

/** What a running operator needs; `RuntimeConfig` are the settings of `ork run`. */
export type RuntimeKind = 'Katalog' | 'RuntimeConfig';

/** Documents that only tools read. */
export type ToolKind = 'Komposer' | 'Motif' | 'Simulate' | 'E2E';

/** Everything that has a schema. */
export type DocumentKind = RuntimeKind | ToolKind;

const SCHEMAS: Readonly<Record<RuntimeKind, JsonSchema>> = {
  Katalog: katalog,
  RuntimeConfig: runtimeConfig,
};

/** The JSON Schema (2020-12) of a kind, in its canonical form. */
export function documentSchema(kind: RuntimeKind): JsonSchema {
  return SCHEMAS[kind];
}

/** The schema of a file name as references use it (`katalog.schema.json`). */
export function schemaByName(name: string): JsonSchema | undefined {
  return Object.values(SCHEMAS).find((schema) => schema['$id'] === name);
}
