import {
  gvkOf,
  type KubeObject,
  type Observation,
  type Owner,
  type ResourceType,
} from '../../../core/index.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import { ownershipOf } from '../plan/ownership.ts';
import type { TypeLookup } from '../plan/type-lookup.ts';

/** An owned object with its type. */
export interface ObservedChild {
  readonly id: string;
  /** Key of the kind in a Katalog. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: KubeObject;
  readonly type: ResourceType;
  /** It was there before and was taken over: it is let go instead of deleted. */
  readonly isAdopted: boolean;
  /** `false`: only labels or a reference say that it is ours. */
  readonly isProven: boolean;
}

/** Owned objects of an observation, by id; those of a kind that is no longer installed are left out. */
export function observedChildren(
  observation: Observation,
  types: TypeLookup,
  owner: Owner,
): ReadonlyMap<string, ObservedChild> {
  const children = new Map<string, ObservedChild>();
  for (const { id, kind, namespace, name, object } of observation.resources) {
    if (!isKubeObject(object)) continue;
    const gvk = gvkOf(object);
    const type = builtInKindOf(gvk)?.type ?? types(gvk);
    const ownership = ownershipOf(object, owner);
    if (type === undefined || ownership.whose !== 'ours') continue;
    const { isAdopted, isProven } = ownership;
    children.set(id, { id, kind, namespace, name, object, type, isAdopted, isProven });
  }
  return children;
}

function isKubeObject(object: Observation['resources'][number]['object']): object is KubeObject {
  return typeof object['apiVersion'] === 'string' && typeof object['kind'] === 'string';
}
