import type { OrkError } from '../errors.ts';
import { isObject } from '../object/json.ts';

/** Parts of the status that the runtime writes itself. */
export const OWN_PARTS: readonly string[] = ['conditions', 'observedGeneration'];

/**
 * Which parts of a refused status the causes of the refusal name.
 *
 * @param sent - paths of declared fields in the refused patch, and of the runtime's own parts
 * @returns reasons by path; empty when they name none of them
 */
export function refusedParts(
  error: OrkError,
  sent: readonly string[],
): ReadonlyMap<string, string> {
  const { causes } = error.details;
  const named = new Map<string, string>();
  for (const cause of Array.isArray(causes) ? causes : []) {
    if (!isObject(cause)) continue;
    const { field = '', message = '' } = cause;
    for (const path of sent) {
      if (isAbout(String(field), path) && !named.has(path)) named.set(path, String(message));
    }
  }
  return named;
}

/** Whether the field of a cause, `status.ports[0].name`, is the declared field or a part of it, or holds it. */
function isAbout(cause: string, path: string): boolean {
  const field = cause.replaceAll(/\[[^\]]*\]/g, '');
  const own = `status.${path}`;
  // A cause that names the whole status names nothing.
  return (
    field === own ||
    field.startsWith(`${own}.`) ||
    (field !== 'status' && own.startsWith(`${field}.`))
  );
}
