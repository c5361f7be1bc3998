import { at, isRecord, type JsonObject, recordsAt, stringAt } from '../../json/record.ts';
import { labelFindings } from '../../lifecycle/names.ts';
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from '../../status/field-error.ts';

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

/** Volumes of a Pod. */
export function validateVolumes(spec: JsonObject, field: string): readonly FieldError[] {
  const names = new Set<string>();
  return recordsAt(spec, 'volumes').flatMap((volume, index) => {
    const place = `${field}.volumes[${index}]`;
    const name = stringAt(volume, 'name');
    const errors: FieldError[] = validateSources(volume, place);
    if (name === '') errors.push(required(`${place}.name`));
    else errors.push(...labelFindings(name).map((text) => invalid(`${place}.name`, name, text)));
    if (name !== '' && names.has(name)) errors.push(duplicate(`${place}.name`, name));
    names.add(name);
    return errors;
  });
}

function validateSources(volume: JsonObject, place: string): FieldError[] {
  const errors: FieldError[] = [];
  if (isRecord(volume['hostPath'])) {
    const path = stringAt(volume, 'hostPath', 'path');
    if (path === '') errors.push(required(`${place}.hostPath.path`));
    if (hasBacksteps(path)) {
      errors.push(invalid(`${place}.hostPath.path`, path, "must not contain '..'"));
    }
    const type = at(volume, 'hostPath', 'type');
    if (typeof type === 'string' && !HOST_PATH_TYPES.includes(type)) {
      errors.push(notSupported(`${place}.hostPath.type`, type, HOST_PATH_TYPES));
    }
  }
  const claim = volume['persistentVolumeClaim'];
  if (isRecord(claim) && stringAt(claim, 'claimName') === '') {
    errors.push(required(`${place}.persistentVolumeClaim.claimName`));
  }
  if (isRecord(volume['secret']) && stringAt(volume, 'secret', 'secretName') === '') {
    errors.push(required(`${place}.secret.secretName`));
  }
  return errors;
}

function hasBacksteps(path: string): boolean {
  return path.split('/').includes('..');
}
