import { at, isRecord, type JsonObject, recordAt, recordsAt, stringAt } from '../../json/record.ts';
import { subdomainFindings } from '../../lifecycle/names.ts';
import { type FieldError, invalid, notSupported, required } from '../../status/field-error.ts';

const NAME = /^[\x20-\x3c\x3e-\x7e]+$/;
const NAME_RULE =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";
const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_RULE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const POD_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const MAP_ENTRY = /^metadata\.(labels|annotations)\['[^']+'\]$/;
const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

/** Variables of a container, one by one and from whole ConfigMaps and Secrets. */
export function validateEnv(container: JsonObject, field: string): readonly FieldError[] {
  const single = recordsAt(container, 'env').flatMap((entry, index) =>
    validateVariable(entry, `${field}.env[${index}]`),
  );
  const whole = recordsAt(container, 'envFrom').flatMap((entry, index) =>
    validateSource(entry, `${field}.envFrom[${index}]`),
  );
  return [...single, ...whole];
}

function validateVariable(entry: JsonObject, place: string): readonly FieldError[] {
  const name = stringAt(entry, 'name');
  if (name === '') return [required(`${place}.name`)];
  if (!NAME.test(name)) return [invalid(`${place}.name`, name, NAME_RULE)];
  if (!isRecord(entry['valueFrom'])) return [];
  const hasValue = entry['value'] !== undefined && entry['value'] !== '';
  const why = 'may not be specified when `value` is not empty';
  const from = validateReference(recordAt(entry, 'valueFrom'), `${place}.valueFrom`);
  return hasValue ? [...from, invalid(`${place}.valueFrom`, '', why)] : from;
}

function validateReference(source: JsonObject, place: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const path = at(source, 'fieldRef', 'fieldPath');
  if (typeof path === 'string' && !POD_FIELDS.includes(path) && !MAP_ENTRY.test(path)) {
    const why = `error converting fieldPath: field label not supported: ${path}`;
    errors.push(invalid(`${place}.fieldRef.fieldPath`, path, why));
  }
  const resource = at(source, 'resourceFieldRef', 'resource');
  const isHuge = typeof resource === 'string' && /^(limits|requests)\.hugepages-/.test(resource);
  if (typeof resource === 'string' && !RESOURCES.includes(resource) && !isHuge) {
    errors.push(notSupported(`${place}.resourceFieldRef.resource`, resource, RESOURCES));
  }
  for (const kind of ['configMapKeyRef', 'secretKeyRef']) {
    if (isRecord(source[kind])) {
      errors.push(...validateKeyOf(recordAt(source, kind), `${place}.${kind}`));
    }
  }
  return errors;
}

function validateKeyOf(reference: JsonObject, place: string): readonly FieldError[] {
  const key = stringAt(reference, 'key');
  const errors = [...validateName(reference, place)];
  if (key === '') errors.push(required(`${place}.key`));
  else if (!KEY.test(key)) errors.push(invalid(`${place}.key`, key, KEY_RULE));
  return errors;
}

function validateSource(entry: JsonObject, place: string): readonly FieldError[] {
  const prefix = stringAt(entry, 'prefix');
  const errors: FieldError[] = [];
  if (prefix !== '' && !NAME.test(prefix)) {
    errors.push(invalid(`${place}.prefix`, prefix, NAME_RULE));
  }
  for (const kind of ['configMapRef', 'secretRef']) {
    if (isRecord(entry[kind])) {
      errors.push(...validateName(recordAt(entry, kind), `${place}.${kind}`));
    }
  }
  return errors;
}

function validateName(reference: JsonObject, place: string): readonly FieldError[] {
  const name = stringAt(reference, 'name');
  return subdomainFindings(name).map((finding) => invalid(`${place}.name`, name, finding));
}
