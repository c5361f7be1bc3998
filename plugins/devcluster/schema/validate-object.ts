import type { KubernetesSchema } from '../../../schemas/index.ts';
import type { JsonObject } from '../json/record.ts';
import { type FieldError, invalid, required, tooMany } from '../status/field-error.ts';
import { childSchema, isNamedField } from './child-schema.ts';
import { fieldPath } from './field-path.ts';
import type { Validate } from './validator.ts';

/** Required fields, number of properties, and the fields themselves. */
export function validateObject(
  schema: KubernetesSchema,
  value: JsonObject,
  path: string,
  validate: Validate,
): readonly FieldError[] {
  const { required: wanted = [], minProperties, maxProperties } = schema;
  const fields = Object.keys(value);
  const errors: FieldError[] = [];
  if (minProperties !== undefined && fields.length < minProperties) {
    const detail = `${path} in body should have at least ${minProperties} properties`;
    errors.push(invalid(path, fields.length, detail));
  }
  if (maxProperties !== undefined && fields.length > maxProperties) {
    errors.push(tooMany(path, fields.length, maxProperties));
  }
  for (const field of wanted) {
    if (value[field] === undefined) errors.push(required(fieldPath(path, field)));
  }
  for (const field of fields)
    errors.push(...validateField(schema, value, { field, path, validate }));
  return errors;
}

function validateField(
  schema: KubernetesSchema,
  value: JsonObject,
  { field, path, validate }: { readonly field: string; readonly path: string; validate: Validate },
): readonly FieldError[] {
  const child = childSchema(schema, field);
  // The server checks metadata itself; here it would be checked against an empty schema.
  if (child === undefined || value[field] === undefined) return [];
  if (path === '' && field === 'metadata' && isNamedField(schema, field)) return [];
  return validate(child, value[field], fieldPath(path, field));
}
