import type { KubernetesSchema } from '../../../schemas/index.ts';
import { quote } from '../json/quote.ts';
import { type FieldError, invalid, tooLong, typeInvalid } from '../status/field-error.ts';
import { hasFormat } from './formats.ts';
import { matchesPattern } from './pattern.ts';

/** Length (in code points), pattern and format of a string. */
export function validateString(
  schema: KubernetesSchema,
  value: string,
  path: string,
): readonly FieldError[] {
  const { format } = schema;
  const errors = [...firstShapeFinding(schema, value, path)];
  if (format !== undefined && !hasFormat(format, value)) {
    const detail = `${path} in body must be of type ${format}: ${quote(value)}`;
    errors.push(typeInvalid(path, value, detail));
  }
  return errors;
}

/** Of length and pattern the server reports what fails first. */
function firstShapeFinding(
  schema: KubernetesSchema,
  value: string,
  path: string,
): readonly FieldError[] {
  const { minLength, maxLength, pattern } = schema;
  const length = [...value].length;
  if (maxLength !== undefined && length > maxLength) return [tooLong(path, maxLength)];
  if (minLength !== undefined && length < minLength) {
    return [invalid(path, value, `${path} in body should be at least ${minLength} chars long`)];
  }
  if (pattern === undefined || matchesPattern(pattern, value)) return [];
  return [invalid(path, value, `${path} in body should match '${pattern}'`)];
}
