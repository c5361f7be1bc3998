import { at, isRecord, listAt, recordsAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, invalid, notSupported, required } from '../../status/field-error.ts';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

/** The common mistakes in an Ingress. */
export function validateIngress(object: KubeObject): readonly FieldError[] {
  const hasBackend = isRecord(at(object, 'spec', 'defaultBackend'));
  if (listAt(object, 'spec', 'rules').length === 0 && !hasBackend) {
    const why = 'either `defaultBackend` or `rules` must be specified';
    return [invalid('spec', object['spec'] ?? {}, why)];
  }
  return recordsAt(object, 'spec', 'rules').flatMap((rule, ruleIndex) =>
    recordsAt(rule, 'http', 'paths').flatMap((path, pathIndex) => {
      const field = `spec.rules[${ruleIndex}].http.paths[${pathIndex}]`;
      return validatePath(path, field);
    }),
  );
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
  if (isRelative && pathType !== 'ImplementationSpecific') {
    errors.push(invalid(`${field}.path`, text, 'must be an absolute path'));
  }
  if (!isRecord(at(path, 'backend', 'service')) && !isRecord(at(path, 'backend', 'resource'))) {
    errors.push(
      required(`${field}.backend`, 'must specify either a service or a resource backend'),
    );
  }
  return errors;
}
