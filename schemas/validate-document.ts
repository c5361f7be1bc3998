import { invalidValue, missingKey, unknownKey } from './describe-problem.ts';
import { type DocumentKind, documentSchema, schemaByName } from './document-schemas.ts';
import { type Validator, type ValidatorError, validateKatalog } from './generated/validators.js';
import { atPointer, followReference, isSchema, subschemasOf } from './read-schema.ts';
import type { JsonSchema, SchemaProblem } from './schema-problem.ts';

const VALIDATORS: Readonly<Record<DocumentKind, Validator>> = {
  Katalog: validateKatalog,
};

/**
 * Everything about a document in canonical form that does not fit its schema; empty when it fits.
 *
 * @param value - plain JSON: aliases of the language resolved, scalars turned into texts where texts are expected
 */
export function validateDocument(kind: DocumentKind, value: unknown): readonly SchemaProblem[] {
  const validate = VALIDATORS[kind];
  if (validate(value)) return [];
  const root = documentSchema(kind);
  return (validate.errors ?? []).flatMap((error) => problemOf(error, value, root));
}

function problemOf(
  error: ValidatorError,
  value: unknown,
  root: JsonSchema,
): readonly SchemaProblem[] {
  const path = pathOf(error.instancePath, value);
  const parent = schemaAround(error.schemaPath, root);
  switch (error.keyword) {
    case 'additionalProperties':
      return [unknownKey([...path, String(error.params['additionalProperty'])], [parent])];
    case 'required': {
      const key = String(error.params['missingProperty']);
      return [missingKey([...path, key], resolved(subschemasOf(parent, 'properties')[key], root))];
    }
    case 'anyOf':
    case 'oneOf':
    case 'if':
      return []; // what did not fit inside is told by itself
    default:
      return [invalidValue(path, atPointer(value, error.instancePath), parent)];
  }
}

/** Keys and indexes of a JSON Pointer; a step is an index where the value is a list. */
function pathOf(pointer: string, value: unknown): readonly (string | number)[] {
  let current = value;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const isIndex = Array.isArray(current);
      current = atPointer(current, `/${step}`);
      return isIndex ? Number(key) : key;
    });
}

/** The schema whose keyword failed: `#/$defs/box/properties/workers/maximum` without its last step. */
function schemaAround(schemaPath: string, root: JsonSchema): JsonSchema {
  const reference = schemaPath.slice(0, schemaPath.lastIndexOf('/'));
  return followReference(reference, root, schemaByName).schema;
}

function resolved(schema: unknown, root: JsonSchema): JsonSchema | undefined {
  if (!isSchema(schema)) return undefined;
  const { $ref } = schema;
  return typeof $ref === 'string' ? followReference($ref, root, schemaByName).schema : schema;
}
