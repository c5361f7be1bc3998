import e2e from './e2e.schema.json' with { type: 'json' };
import katalog from './katalog.schema.json' with { type: 'json' };
import komposer from './komposer.schema.json' with { type: 'json' };
import motif from './motif.schema.json' with { type: 'json' };
import runtimeConfig from './runtime-config.schema.json' with { type: 'json' };
import type { JsonSchema } from './schema-problem.ts';
import simulate from './simulate.schema.json' with { type: 'json' };

/** Documents that have a schema; `RuntimeConfig` are the settings of `ork run`. */
export type DocumentKind = 'Katalog' | 'Komposer' | 'Motif' | 'Simulate' | 'E2E' | 'RuntimeConfig';

const SCHEMAS: Readonly<Record<DocumentKind, JsonSchema>> = {
  Katalog: katalog,
  Komposer: komposer,
  Motif: motif,
  Simulate: simulate,
  E2E: e2e,
  RuntimeConfig: runtimeConfig,
};

/** All kinds of {@link DocumentKind}. */
export const documentKinds: readonly DocumentKind[] = Object.keys(SCHEMAS) as DocumentKind[];

/** The JSON Schema (2020-12) of a kind, in its canonical form. */
export function documentSchema(kind: DocumentKind): JsonSchema {
  return SCHEMAS[kind];
}

/** The schema of a file name as references use it (`katalog.schema.json`). */
export function schemaByName(name: string): JsonSchema | undefined {
  return Object.values(SCHEMAS).find((schema) => schema['$id'] === name);
}
