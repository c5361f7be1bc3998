import { at, isRecord, type JsonObject, listAt } from '../../json/record.ts';
import { type FieldError, invalid } from '../../status/field-error.ts';

const MAX_ID = 2_147_483_647;
const ID_RULE = `must be between 0 and ${MAX_ID}, inclusive`;

/** `securityContext` of a Pod or container. */
export function validateSecurity(holder: JsonObject, field: string): readonly FieldError[] {
  const context = holder['securityContext'];
  if (!isRecord(context)) return [];
  const place = `${field}.securityContext`;
  const errors = ['runAsUser', 'runAsGroup', 'fsGroup'].flatMap((name) => {
    const id = context[name];
    const isWrong = typeof id === 'number' && (id < 0 || id > MAX_ID);
    return isWrong ? [invalid(`${place}.${name}`, id, ID_RULE)] : [];
  });
  if (at(context, 'allowPrivilegeEscalation') !== false) return errors;
  const why = 'cannot set `allowPrivilegeEscalation` to false and';
  if (context['privileged'] === true) {
    errors.push(invalid(place, context, `${why} \`privileged\` to true`));
  }
  if (listAt(context, 'capabilities', 'add').includes('CAP_SYS_ADMIN')) {
    errors.push(invalid(place, context, `${why} \`capabilities.Add\` CAP_SYS_ADMIN`));
  }
  return errors;
}
