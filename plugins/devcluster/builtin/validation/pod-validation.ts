import { at, type JsonObject, recordsAt, stringAt, stringMapAt } from '../../json/record.ts';
import { labelFindings, subdomainFindings } from '../../lifecycle/names.ts';
import { validateLabel } from '../../lifecycle/validate-metadata.ts';
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from '../../status/field-error.ts';
import { validateEnv } from './env-validation.ts';
import { validateProbes } from './probe-validation.ts';
import { validateResources } from './resource-validation.ts';
import { validateSecurity } from './security-validation.ts';
import { validateVolumes } from './volume-validation.ts';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** The common mistakes in a Pod's spec, wherever it stands. */
export function validatePodSpec(
  spec: JsonObject,
  field: string,
  restartPolicies: readonly string[] = RESTART_POLICIES,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const containers = recordsAt(spec, 'containers');
  if (containers.length === 0) errors.push(required(`${field}.containers`));
  const volumes = new Set(recordsAt(spec, 'volumes').map(({ name }) => name));
  const names = new Set<unknown>();
  for (const list of ['initContainers', 'containers']) {
    recordsAt(spec, list).forEach((container, index) => {
      const place = `${field}.${list}[${index}]`;
      errors.push(...validateContainer(container, place, { volumes, names }));
    });
  }
  errors.push(...validateRestartPolicy(spec, field, restartPolicies));
  errors.push(...validateVolumes(spec, field), ...validateSecurity(spec, field));
  errors.push(...validatePlace(spec, field));
  return errors;
}

function validatePlace(spec: JsonObject, field: string): readonly FieldError[] {
  const account = stringAt(spec, 'serviceAccountName');
  const findings = account === '' ? [] : subdomainFindings(account);
  const labels = Object.entries(stringMapAt(spec, 'nodeSelector'));
  return [
    ...findings.map((finding) => invalid(`${field}.serviceAccountName`, account, finding)),
    ...labels.flatMap(([key, value]) => validateLabel(key, value, `${field}.nodeSelector`)),
  ];
}

function validateRestartPolicy(
  spec: JsonObject,
  field: string,
  allowed: readonly string[],
): readonly FieldError[] {
  const policy = spec['restartPolicy'];
  if (allowed.includes(String(policy))) return [];
  const path = `${field}.restartPolicy`;
  // Always is what an absent policy becomes, so a Job is told to say something.
  if (policy !== 'Always') return [notSupported(path, policy, allowed)];
  return [required(path, `valid values: ${allowed.map((name) => `"${name}"`).join(', ')}`)];
}

function validateContainer(
  container: JsonObject,
  field: string,
  known: { readonly volumes: ReadonlySet<unknown>; readonly names: Set<unknown> },
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const name = stringAt(container, 'name');
  if (name === '') errors.push(required(`${field}.name`));
  else errors.push(...labelFindings(name).map((text) => invalid(`${field}.name`, name, text)));
  if (name !== '' && known.names.has(name)) errors.push(duplicate(`${field}.name`, name));
  known.names.add(name);
  const image = stringAt(container, 'image');
  if (image === '') errors.push(required(`${field}.image`));
  else if (image.trim() !== image) {
    errors.push(invalid(`${field}.image`, image, 'must not have leading or trailing whitespace'));
  }
  const policy = container['imagePullPolicy'];
  if (!PULL_POLICIES.includes(String(policy))) {
    errors.push(notSupported(`${field}.imagePullPolicy`, policy, PULL_POLICIES));
  }
  return [
    ...errors,
    ...validatePorts(container, field),
    ...validateEnv(container, field),
    ...validateResources(container, field),
    ...validateProbes(container, field),
    ...validateSecurity(container, field),
    ...validateMounts(container, field, known.volumes),
  ];
}

function validatePorts(container: JsonObject, field: string): readonly FieldError[] {
  return recordsAt(container, 'ports').flatMap((port, index) => {
    const number = Number(port['containerPort'] ?? 0);
    const place = `${field}.ports[${index}].containerPort`;
    if (port['containerPort'] === undefined || number === 0) return [required(place)];
    const errors: FieldError[] = [];
    if (number < 1 || number > 65_535) {
      errors.push(invalid(place, number, 'must be between 1 and 65535, inclusive'));
    }
    const protocol = port['protocol'] ?? 'TCP';
    if (!PROTOCOLS.includes(String(protocol))) {
      errors.push(notSupported(`${field}.ports[${index}].protocol`, protocol, PROTOCOLS));
    }
    return errors;
  });
}

function validateMounts(
  container: JsonObject,
  field: string,
  volumes: ReadonlySet<unknown>,
): readonly FieldError[] {
  return recordsAt(container, 'volumeMounts').flatMap((mount, index) => {
    const place = `${field}.volumeMounts[${index}]`;
    const name = stringAt(mount, 'name');
    const errors: FieldError[] = [];
    if (name === '') errors.push(required(`${place}.name`));
    else if (!volumes.has(name)) {
      errors.push({
        reason: 'FieldValueNotFound',
        field: `${place}.name`,
        message: `Not found: ${JSON.stringify(name)}`,
      });
    }
    if (!at(mount, 'mountPath')) errors.push(required(`${place}.mountPath`));
    return errors;
  });
}
