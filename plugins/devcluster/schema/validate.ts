import { deepEqual } from '../../../core/index.ts';
import type { KubernetesSchema } from '../../../schemas/index.ts';
import { quote } from '../json/quote.ts';
import { isRecord } from '../json/record.ts';
import { type FieldError, invalid, notSupported, typeInvalid } from '../status/field-error.ts';
import { isIntOrString } from './child-schema.ts';
import { validateComposition } from './validate-composition.ts';
import { validateList } from './validate-list.ts';
import { validateNumber } from './validate-number.ts';
import { validateObject } from './validate-object.ts';
import { validateString } from './validate-string.ts';

/** Checks a value against a schema of a CRD; findings are worded as the API server words them. */
export function validate(
  schema: KubernetesSchema,
  value: unknown,
  path: string,
): readonly FieldError[] {
  if (value === null && schema.nullable === true) return [];
  const mismatch = typeMismatch(schema, value, path);
  if (mismatch !== undefined) return [mismatch];
  return [
    ...validateEnum(schema, value, path),
    ...validateByType(schema, value, path),
    ...validateComposition(schema, value, path, validate),
  ];
}

function validateByType(
  schema: KubernetesSchema,
  value: unknown,
  path: string,
): readonly FieldError[] {
  if (typeof value === 'string') return validateString(schema, value, path);
  if (typeof value === 'number' || typeof value === 'bigint')
    return validateNumber(schema, value, path);
  if (Array.isArray(value)) return validateList(schema, value, path, validate);
  if (isRecord(value)) return validateObject(schema, value, path, validate);
  return [];
}

function validateEnum(
  schema: KubernetesSchema,
  value: unknown,
  path: string,
): readonly FieldError[] {
  const { enum: allowed } = schema;
  if (allowed === undefined || allowed.some((entry) => deepEqual(entry, value))) return [];
  return [notSupported(path, value, allowed)];
}

function typeMismatch(
  schema: KubernetesSchema,
  value: unknown,
  path: string,
): FieldError | undefined {
  const found = typeNameOf(value);
  if (isIntOrString(schema)) {
    if (found === 'integer' || found === 'string') return undefined;
    return mismatch(path, 'integer,string', found);
  }
  const { type } = schema;
  if (type === undefined || type === found) return undefined;
  if (type === 'number' && found === 'integer') return undefined;
  return mismatch(path, type, found);
}

function mismatch(path: string, wanted: string, found: string): FieldError {
  const where = path === '' ? '' : `${path} in body `;
  const detail = `${where}must be of type ${wanted}: ${quote(found)}`;
  return path === '' ? invalid('<nil>', found, detail) : typeInvalid(path, found, detail);
}

function typeNameOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  return typeof value;
}
