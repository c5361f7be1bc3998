import { Identity, type KubeObject, keyOf, type Owner, refOf } from '../../../core/index.ts';
import { asLabelValue } from '../pod/workload.ts';

/** Whom an object belongs to, seen from a custom resource. */
export type Belonging =
  | { readonly to: 'us' }
  /** `isLeftOver`: a former custom resource of the same name had it. */
  | { readonly to: 'nobody'; readonly isLeftOver?: boolean }
  /** In words: `Website default/other`. */
  | { readonly to: 'other'; readonly owner: string };

/**
 * Tells whether an object is a child of the owner, and if not whose it is (katalog-language §14.3 REC: a controller
 * reference outweighs the labels).
 *
 * @remarks What carries the labels of a former custom resource of the same name and no reference has been orphaned on
 * purpose and belongs to nobody.
 */
export function belongingOf(object: KubeObject, owner: Owner): Belonging {
  const { labels = {}, annotations = {}, ownerReferences = [] } = object.metadata;
  const controller = ownerReferences.find((reference) => reference.controller === true);
  const uid = owner.object.metadata.uid;
  if (controller !== undefined && controller.uid !== uid) {
    const namespace = object.metadata.namespace ?? '';
    const name = keyOf({ namespace, name: controller.name });
    const isFormer =
      controller.kind === owner.gvk.kind && controller.name === owner.object.metadata.name;
    return { to: 'other', owner: `${isFormer ? 'the former ' : ''}${controller.kind} ${name}` };
  }
  const labelled = labels[Identity.ownerUidLabel];
  if (labelled === uid && uid !== undefined) return { to: 'us' };
  if (controller !== undefined) return { to: 'us' };
  const key = keyOf(refOf(owner.object));
  const named = annotations[Identity.ownerKeyAnnotation];
  const isNamesake =
    labels[Identity.ownerLabel] === asLabelValue(owner.object.metadata.name) &&
    (named === undefined || named === key);
  if (labelled === undefined) return { to: 'nobody' };
  if (isNamesake) return { to: 'nobody', isLeftOver: true };
  return {
    to: 'other',
    owner: `custom resource ${named ?? labels[Identity.ownerLabel] ?? labelled}`,
  };
}

/** The object carries an owner reference to the owner, so garbage collection removes it. */
export function isReferenced(object: KubeObject, owner: Owner): boolean {
  const uid = owner.object.metadata.uid;
  return object.metadata.ownerReferences?.some((reference) => reference.uid === uid) ?? false;
}
