import { at, listAt, recordAt, stringAt } from '../../json/record.ts';
import { subdomainFindings } from '../../lifecycle/names.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
} from '../../status/field-error.ts';
import { amountOf } from './resource-validation.ts';

const MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const VOLUME_MODES = ['Block', 'Filesystem'];

/** The common mistakes in a PersistentVolumeClaim. */
export function validateClaim(object: KubeObject): readonly FieldError[] {
  const spec = recordAt(object, 'spec');
  const errors: FieldError[] = [...validateModes(listAt(spec, 'accessModes').map(String))];
  const storage = at(spec, 'resources', 'requests', 'storage');
  if (storage === undefined) errors.push(required('spec.resources[storage]'));
  else if (amountOf(storage) <= 0) {
    errors.push(invalid('spec.resources[storage]', storage, 'must be greater than zero'));
  }
  const storageClass = stringAt(spec, 'storageClassName');
  if (storageClass !== '') {
    const findings = subdomainFindings(storageClass);
    errors.push(...findings.map((text) => invalid('spec.storageClassName', storageClass, text)));
  }
  const volumeMode = stringAt(spec, 'volumeMode');
  if (volumeMode !== '' && !VOLUME_MODES.includes(volumeMode)) {
    errors.push(notSupported('spec.volumeMode', volumeMode, VOLUME_MODES));
  }
  return errors;
}

function validateModes(modes: readonly string[]): readonly FieldError[] {
  const field = 'spec.accessModes';
  if (modes.length === 0) return [required(field, 'at least 1 access mode is required')];
  const errors = modes
    .filter((mode) => !MODES.includes(mode))
    .map((mode) => notSupported(field, mode, MODES));
  const others = modes.filter((mode) => MODES.includes(mode) && mode !== 'ReadWriteOncePod');
  if (!modes.includes('ReadWriteOncePod') || others.length === 0) return errors;
  return [...errors, forbidden(field, 'may not use ReadWriteOncePod with other access modes')];
}
