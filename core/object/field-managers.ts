import { isObject } from './json.ts';
import type { KubeObject } from './kube-object.ts';

/**
 * Names of the field managers that own a field (KEP-555), the latest first.
 *
 * @param path - `spec.replicas`; items of lists are looked for in all of them
 * @param except - manager that is left out
 */
export function fieldManagersOf(
  { metadata }: KubeObject,
  path: string,
  except: string,
): readonly string[] {
  const { managedFields } = metadata;
  if (!Array.isArray(managedFields)) return [];
  const steps = path.split('.').map((step) => step.replaceAll(/\[[^\]]*\]/g, ''));
  const found = managedFields
    .filter(isObject)
    .filter(({ manager, fieldsV1 }) => manager !== except && owns(fieldsV1, steps))
    .sort((left, right) => String(right['time']).localeCompare(String(left['time'])))
    .map(({ manager }) => String(manager));
  return [...new Set(found)];
}

/** Whether a field set holds the path; keys may hold dots themselves, and items of lists count as their list. */
function owns(fields: unknown, steps: readonly string[]): boolean {
  if (steps.length === 0) return true;
  if (!isObject(fields)) return false;
  let key = '';
  for (const [at, step] of steps.entries()) {
    key = at === 0 ? step : `${key}.${step}`;
    const inner = fields[`f:${key}`];
    if (inner !== undefined && owns(inner, steps.slice(at + 1))) return true;
  }
  return Object.entries(fields).some(
    ([name, inner]) => /^[kvi]:/.test(name) && (owns(inner, steps) || owns(inner, steps.slice(1))),
  );
}
