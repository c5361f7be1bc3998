import { type DocumentKind, documentSchema, type RuntimeKind } from './document-schemas.ts';
import { validate as validateKatalog } from './generated/validate-katalog.js';
import { validate as validateRuntimeConfig } from './generated/validate-runtime-config.js';
import type { JsonSchema, SchemaProblem } from './schema-problem.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Validator } from './validator.ts';

const VALIDATORS: Readonly<Record<RuntimeKind, Validator>> = {
  Katalog: validateKatalog,
  RuntimeConfig: validateRuntimeConfig,
};

/** Schema and validator of one kind. */
export interface DocumentRules {
  readonly schema: JsonSchema;
  /** Everything about a document in canonical form that does not fit; empty when it fits. */
  readonly validate: (value: unknown) => readonly SchemaProblem[];
}

/**
 * Everything about a Katalog or configuration in canonical form that does not fit its schema; empty when it fits.
 *
 * @param value - plain JSON: aliases of the language resolved, scalars turned into texts where texts are expected
 */
export function validateDocument(kind: RuntimeKind, value: unknown): readonly SchemaProblem[] {
  return schemaProblems(VALIDATORS[kind], documentSchema(kind), value);
}

/**
 * The rules of any kind of document.
 *
 * @remarks Those of documents that only tools read are loaded when they are first asked for.
 */
export async function loadDocumentRules(kind: DocumentKind): Promise<DocumentRules> {
  if (kind === 'Katalog' || kind === 'RuntimeConfig') {
    return {
      schema: documentSchema(kind),
      validate: (value) => validateDocument(kind, value),
    };
  }
  const { TOOL_DOCUMENTS } = await import('./tool-documents.ts');
  const { schema, validate } = TOOL_DOCUMENTS[kind];
  return { schema, validate: (value) => schemaProblems(validate, schema, value) };
}
