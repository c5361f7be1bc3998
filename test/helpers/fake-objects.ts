import type { Selection, Target } from '../../core/cluster/cluster.ts';
import { apiVersionOf } from '../../core/object/gvk.ts';
import { isObject } from '../../core/object/json.ts';
import type { KubeObject } from '../../core/object/kube-object.ts';

/** Predicate for a namespace and an equality-based label selector. */
export function matching(selection: Selection): (object: KubeObject) => boolean {
  const wanted = (selection.labelSelector ?? '').split(',').filter((term) => term !== '');
  return ({ metadata }) => {
    if (selection.namespace !== undefined && metadata.namespace !== selection.namespace)
      return false;
    return wanted.every((term) => {
      const [key = '', value] = term.split('=');
      return metadata.labels?.[key] === value;
    });
  };
}

/** An object with nothing but its name. */
export function emptyObject(target: Target): KubeObject {
  const { type, ref } = target;
  const metadata = type.namespaced
    ? { name: ref.name, namespace: ref.namespace }
    : { name: ref.name };
  return { apiVersion: apiVersionOf(type), kind: type.kind, metadata };
}

/** The object with a JSON merge patch laid over it. */
export function merged(base: KubeObject, patch: object): KubeObject {
  return mergeInto(base, patch) as KubeObject;
}

/** JSON merge patch (RFC 7386). */
function mergeInto(base: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergeInto(result[key], value);
  }
  return result;
}
