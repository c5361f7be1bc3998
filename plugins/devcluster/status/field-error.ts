import { writeJson } from '../../../core/index.ts';
import { printValue, quote } from '../json/quote.ts';

/** One finding about one field, worded as `k8s.io/apimachinery/pkg/util/validation/field` words it. */
export interface FieldError {
  readonly reason: string;
  readonly field: string;
  /** The message without the field's name. */
  readonly message: string;
}

function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`;
}

/** A value that must be there and is not. */
export function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, message: withDetail('Required value', detail) };
}

/** A value that breaks a rule. */
export function invalid(field: string, value: unknown, detail: string): FieldError {
  const message = withDetail(`Invalid value: ${printValue(value)}`, detail);
  return { reason: 'FieldValueInvalid', field, message };
}

/** A value of the wrong type. */
export function typeInvalid(field: string, value: unknown, detail: string): FieldError {
  return { ...invalid(field, value, detail), reason: 'FieldValueTypeInvalid' };
}

/** A value outside its closed set. */
export function notSupported(
  field: string,
  value: unknown,
  supported: readonly unknown[],
): FieldError {
  const names = supported.map((entry) =>
    quote(typeof entry === 'string' ? entry : writeJson(entry)),
  );
  return {
    reason: 'FieldValueNotSupported',
    field,
    message: `Unsupported value: ${printValue(value)}: supported values: ${names.join(', ')}`,
  };
}

/** A value that may not be set here. */
export function forbidden(field: string, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: withDetail('Forbidden', detail) };
}

/** A value that occurs twice where it must be unique. */
export function duplicate(field: string, value: unknown): FieldError {
  return {
    reason: 'FieldValueDuplicate',
    field,
    message: `Duplicate value: ${printValue(value)}`,
  };
}

/** A text past its length. */
export function tooLong(field: string, maxBytes: number): FieldError {
  const unit = maxBytes === 1 ? 'byte' : 'bytes';
  const message = `Too long: may not be more than ${maxBytes} ${unit}`;
  return { reason: 'FieldValueTooLong', field, message };
}

/** A list past its length. */
export function tooMany(field: string, actual: number, max: number): FieldError {
  const unit = max === 1 ? 'item' : 'items';
  const message = `Too many: ${actual}: must have at most ${max} ${unit}`;
  return { reason: 'FieldValueTooMany', field, message };
}
