import { deepEqual } from '../../../../core/index.ts';
import { recordsAt, stringAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, invalid, notSupported, required } from '../../status/field-error.ts';

const SUBJECT_KINDS = ['ServiceAccount', 'User', 'Group'];

/** The common mistakes in a RoleBinding or ClusterRoleBinding; its role is for life. */
export function validateBinding(
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const roles = object.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  const kind = stringAt(object, 'roleRef', 'kind');
  if (!roles.includes(kind)) errors.push(notSupported('roleRef.kind', kind, roles));
  if (stringAt(object, 'roleRef', 'name') === '') errors.push(required('roleRef.name'));
  if (old !== undefined && !deepEqual(old['roleRef'], object['roleRef'])) {
    errors.push(invalid('roleRef', object['roleRef'], 'cannot change roleRef'));
  }
  recordsAt(object, 'subjects').forEach((subject, index) => {
    const field = `subjects[${index}]`;
    const subjectKind = stringAt(subject, 'kind');
    if (stringAt(subject, 'name') === '') errors.push(required(`${field}.name`));
    if (!SUBJECT_KINDS.includes(subjectKind)) {
      errors.push(notSupported(`${field}.kind`, subjectKind, SUBJECT_KINDS));
    }
    const needsNamespace = subjectKind === 'ServiceAccount' && object.kind === 'ClusterRoleBinding';
    if (needsNamespace && !subject['namespace']) errors.push(required(`${field}.namespace`));
  });
  return errors;
}
