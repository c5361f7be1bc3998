import type { KubernetesSchema } from '../../../schemas/index.ts';
import { quote } from '../json/quote.ts';
import { type FieldError, invalid, tooLong } from '../status/field-error.ts';
import { hasFormat } from './formats.ts';
import { matchesPattern } from './pattern.ts';

/** Length (in code points), pattern and format of a string. */
export function validateString(
  schema: KubernetesSchema,
  value: string,
  path: string,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { minLength, maxLength, pattern, format } = schema;
  const length = [...value].length;
  if (maxLength !== undefined && length > maxLength) errors.push(tooLong(path, maxLength));
  if (minLength !== undefined && length < minLength) {
    const detail = `${path} in body should be at least ${minLength} chars long`;
    errors.push(invalid(path, value, detail));
  }
  if (pattern !== undefined && !matchesPattern(pattern, value)) {
    errors.push(invalid(path, value, `${path} in body should match '${pattern}'`));
  }
  if (format !== undefined && !hasFormat(format, value)) {
    const detail = `${path} in body must be of type ${format}: ${quote(value)}`;
    errors.push(invalid(path, value, detail));
  }
  return errors;
}
