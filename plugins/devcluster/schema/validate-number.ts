import type { KubernetesSchema } from '../../../schemas/index.ts';
import { type FieldError, invalid } from '../status/field-error.ts';

/** Bounds, step and integer format of a number. */
export function validateNumber(
  schema: KubernetesSchema,
  value: number | bigint,
  path: string,
): readonly FieldError[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  const errors: FieldError[] = [];
  const report = (rule: string) => errors.push(invalid(path, value, `${path} in body ${rule}`));
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    report(`should be greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`);
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    report(`should be less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`);
  }
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
    report(`should be a multiple of ${multipleOf}`);
  }
  if (format === 'int32' && (value > 2_147_483_647 || value < -2_147_483_648)) {
    errors.push(invalid(path, value, `Checked value must be of type integer with format int32`));
  }
  return errors;
}

/** Tells 0.3 as a multiple of 0.1, which binary fractions alone would deny. */
function isMultiple(value: number | bigint, step: number): boolean {
  if (typeof value === 'bigint')
    return Number.isInteger(step) ? value % BigInt(step) === 0n : isMultiple(Number(value), step);
  const quotient = value / step;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}
