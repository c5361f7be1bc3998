import { deepEqual } from '../../../../core/index.ts';
import { recordAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, forbidden, invalid, tooLong } from '../../status/field-error.ts';

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_RULE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const MAX_BYTES = 1024 * 1024;

/** Keys and size of ConfigMaps and Secrets. */
export function validateDataKeys(object: KubeObject, fields: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  let sizeBytes = 0;
  for (const field of fields) {
    for (const [key, value] of Object.entries(recordAt(object, field))) {
      sizeBytes += Buffer.byteLength(String(value), field === 'data' ? 'utf8' : 'base64');
      const why = keyFault(key);
      if (why !== undefined) errors.push(invalid(`${field}[${key}]`, key, why));
    }
  }
  if (sizeBytes > MAX_BYTES) errors.push(tooLong('', MAX_BYTES));
  return errors;
}

/** Keys become names of files, where these two mean folders. */
function keyFault(key: string): string | undefined {
  if (key === '.' || key === '..') return `must not be '${key}'`;
  if (key.startsWith('..')) return "must not start with '..'";
  return KEY.test(key) ? undefined : KEY_RULE;
}

/** What may not change once `immutable: true` is set. */
export function immutableData(object: KubeObject, old: KubeObject | undefined): FieldError[] {
  if (old?.['immutable'] !== true) return [];
  const why = 'field is immutable when `immutable` is set';
  const errors: FieldError[] = [];
  if (object['immutable'] !== true) errors.push(forbidden('immutable', why));
  for (const field of ['data', 'binaryData']) {
    if (!deepEqual(object[field], old[field])) errors.push(forbidden(field, why));
  }
  return errors;
}
