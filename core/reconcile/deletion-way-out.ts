import { ErrorCode, isOrkError, OrkError, textOf } from '../errors.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { refOf } from '../object/kube-object.ts';

/**
 * The error of a deletion together with what lets the custom resource go without the right that is missing.
 *
 * @remarks Whoever takes a right away often does not know what a deletion needs it for, and our finalizer holds the object until then.
 */
export function withWayOut(error: unknown, object: KubeObject): unknown {
  if (!isOrkError(error) || !(isForbidden(error) || isForbidden(error.cause))) return error;
  const { code, details, message, retry } = error;
  const { name, namespace } = refOf(object);
  const place = namespace === '' ? '' : ` -n ${namespace}`;
  const wayOut = `it goes on once the right is back; ork release ${object.kind} ${name}${place} --force lets it go`;
  return new OrkError(message, {
    code,
    cause: error,
    retry,
    details: { ...details, text: `${textOf(error)}; ${wayOut}` },
  });
}

function isForbidden(error: unknown): boolean {
  return isOrkError(error, ErrorCode.ApiForbidden);
}
