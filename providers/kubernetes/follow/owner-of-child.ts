import { type GroupVersionKind, Identity, type KubeObject, keyOf } from '../../../core/index.ts';
import { ownerKindOf } from '../plan/owner-labels.ts';

/** The custom resource of a CRD that a child belongs to. */
export interface ChildOwner {
  readonly uid: string;
  readonly key: string | undefined;
}

/**
 * Finds whose child an object is: by its controller reference, or by label and annotation where it has none.
 *
 * @returns `undefined` when it is not a child of that kind of custom resource.
 */
export function ownerOfChild(
  child: KubeObject,
  crd: { readonly gvk: GroupVersionKind; readonly namespaced: boolean },
): ChildOwner | undefined {
  const { labels, annotations, namespace = '', ownerReferences = [] } = child.metadata;
  const controller = ownerReferences.find((reference) => reference.controller === true);
  if (controller !== undefined) {
    const group = controller.apiVersion.split('/').slice(0, -1).join('/');
    // The version may be an older one that the CRD still serves.
    if (controller.kind !== crd.gvk.kind || group !== crd.gvk.group) return undefined;
    const place = crd.namespaced ? namespace : '';
    return { uid: controller.uid, key: keyOf({ namespace: place, name: controller.name }) };
  }
  const uid = labels?.[Identity.ownerUidLabel];
  const kind = labels?.[Identity.ownerKindLabel];
  if (kind !== undefined && kind !== ownerKindOf(crd.gvk)) return undefined;
  return uid === undefined ? undefined : { uid, key: annotations?.[Identity.ownerKeyAnnotation] };
}
