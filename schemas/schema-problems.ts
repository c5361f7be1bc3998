import { invalidValue, missingKey, unknownKey } from './describe-problem.ts';
import { alternativesOf, atPointer } from './read-schema.ts';
import type { JsonSchema, SchemaProblem } from './schema-problem.ts';
import type { Validator, ValidatorError } from './validator.ts';
import { schemasAt } from './walk-schema.ts';

/** What a validator finds wrong with a value, told by its schema. */
export function schemaProblems(
  validate: Validator,
  schema: JsonSchema,
  value: unknown,
): readonly SchemaProblem[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).flatMap((error) => problemOf(error, value, schema));
}

function problemOf(
  { instancePath, schemaPath, keyword, params }: ValidatorError,
  value: unknown,
  root: JsonSchema,
): readonly SchemaProblem[] {
  const path = pathOf(instancePath, value);
  const schemas = schemasAt(root, path).map(({ schema }) => schema);
  switch (keyword) {
    case 'additionalProperties':
      return [unknownKey([...path, String(params['additionalProperty'])], schemas)];
    case 'required': {
      if (schemaPath.includes('/anyOf/')) return []; // told by anyOf
      const missing = [...path, String(params['missingProperty'])];
      return [missingKey(missing, schemasAt(root, missing)[0]?.schema)];
    }
    case 'anyOf': {
      const parts = schemas.flatMap((schema) => alternativesOf(schema, 'anyOf'));
      const keys = parts.flatMap(({ required }) => required);
      return [missingKey([...path, keys.join(' or ')], undefined)];
    }
    default: {
      // The validator's own path to the schema begins anew at every reference, so it cannot be followed.
      const failing = schemas.find((schema) => keyword in schema) ?? {};
      return [invalidValue(path, atPointer(value, instancePath), failing)];
    }
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
