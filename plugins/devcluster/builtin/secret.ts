import { ensureRecord, stringAt, stringMapAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { type FieldError, invalid } from '../status/field-error.ts';
import { setDefault } from './defaults/set-default.ts';
import { immutableData, validateDataKeys } from './validation/data-keys.ts';
import { validateSecretType } from './validation/secret-validation.ts';

/** `stringData` is for writing only: what it holds goes into `data`. */
function takeInStringData(object: KubeObject): void {
  const entries = Object.entries(stringMapAt(object, 'stringData'));
  delete object['stringData'];
  if (entries.length === 0) return;
  const data = ensureRecord(object, 'data');
  for (const [key, value] of entries) data[key] = Buffer.from(value).toString('base64');
}

function validateSecret(object: KubeObject, old: KubeObject | undefined): readonly FieldError[] {
  const errors = [...validateDataKeys(object, ['data']), ...immutableData(object, old)];
  if (old !== undefined && old['type'] !== object['type']) {
    errors.push(invalid('type', object['type'], 'field is immutable'));
  }
  errors.push(...validateSecretType(object));
  return errors;
}

export const secretBehaviour: KindBehaviour = {
  applyDefaults: (object) => {
    setDefault(object, 'type', 'Opaque');
    takeInStringData(object);
  },
  validate: validateSecret,
  selectableFields: { type: (object) => stringAt(object, 'type') },
};
