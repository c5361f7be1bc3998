import { at, isRecord, listAt, recordsAt } from '../../json/record.ts';
import { labelFindings, subdomainFindings } from '../../lifecycle/names.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, invalid, notSupported, required } from '../../status/field-error.ts';

const WILDCARD = /^\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const WILDCARD_RULE =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
/** What a path that is matched by segment may not hold, or end with. */
const WRONG_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const WRONG_ENDS = ['/..', '/.'];
const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

/** The common mistakes in an Ingress. */
export function validateIngress(object: KubeObject): readonly FieldError[] {
  const hasBackend = isRecord(at(object, 'spec', 'defaultBackend'));
  if (listAt(object, 'spec', 'rules').length === 0 && !hasBackend) {
    const why = 'either `defaultBackend` or `rules` must be specified';
    return [invalid('spec', object['spec'] ?? {}, why)];
  }
  return [
    ...recordsAt(object, 'spec', 'rules').flatMap(validateRule),
    ...recordsAt(object, 'spec', 'tls').flatMap(validateTls),
    ...validateName(at(object, 'spec', 'ingressClassName'), 'spec.ingressClassName'),
  ];
}

function validateRule(rule: object, index: number): readonly FieldError[] {
  const field = `spec.rules[${index}]`;
  const host = at(rule, 'host');
  const isAddress = typeof host === 'string' && /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
  const why = 'must be a DNS name, not an IP address';
  return [
    ...(isAddress ? [invalid(`${field}.host`, host, why)] : []),
    ...validateHost(host, `${field}.host`),
    ...recordsAt(rule, 'http', 'paths').flatMap((path, pathIndex) =>
      validatePath(path, `${field}.http.paths[${pathIndex}]`),
    ),
  ];
}

function validateTls(tls: object, index: number): readonly FieldError[] {
  const field = `spec.tls[${index}]`;
  return [
    ...listAt(tls, 'hosts').flatMap((host, at) => validateHost(host, `${field}.hosts[${at}]`)),
    ...validateName(at(tls, 'secretName'), `${field}.secretName`),
  ];
}

function validateHost(host: unknown, field: string): readonly FieldError[] {
  if (typeof host !== 'string' || !host.includes('*')) return validateName(host, field);
  return WILDCARD.test(host) ? [] : [invalid(field, host, WILDCARD_RULE)];
}

function validateName(
  name: unknown,
  field: string,
  findings: (text: string) => readonly string[] = subdomainFindings,
): readonly FieldError[] {
  if (typeof name !== 'string' || name === '') return [];
  return findings(name).map((finding) => invalid(field, name, finding));
}

function validatePath(path: object, field: string): readonly FieldError[] {
  const pathType = at(path, 'pathType');
  if (pathType === undefined) return [required(`${field}.pathType`, 'pathType must be specified')];
  const errors: FieldError[] = [];
  if (!PATH_TYPES.includes(String(pathType))) {
    errors.push(notSupported(`${field}.pathType`, pathType, PATH_TYPES));
  }
  const text = at(path, 'path');
  const isRelative = typeof text === 'string' && !text.startsWith('/');
  if (isRelative && (pathType !== 'ImplementationSpecific' || text !== '')) {
    errors.push(invalid(`${field}.path`, text, 'must be an absolute path'));
  }
  if (typeof text === 'string' && pathType !== 'ImplementationSpecific') {
    for (const part of WRONG_SEQUENCES.filter((each) => text.includes(each))) {
      errors.push(invalid(`${field}.path`, text, `must not contain '${part}'`));
    }
    for (const end of WRONG_ENDS.filter((each) => text.endsWith(each))) {
      errors.push(invalid(`${field}.path`, text, `cannot end with '${end}'`));
    }
  }
  const service = at(path, 'backend', 'service');
  const number = at(service, 'port', 'number');
  errors.push(...validateName(at(service, 'name'), `${field}.backend.service.name`, labelFindings));
  if (typeof number === 'number' && (number < 0 || number > 65_535)) {
    const place = `${field}.backend.service.port.number`;
    errors.push(invalid(place, number, 'must be between 1 and 65535, inclusive'));
  }
  if (!isRecord(at(path, 'backend', 'service')) && !isRecord(at(path, 'backend', 'resource'))) {
    errors.push(
      required(`${field}.backend`, 'must specify either a service or a resource backend'),
    );
  }
  return errors;
}
