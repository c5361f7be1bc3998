import { type AttachRequest, Identity, type KubeObject } from '../../../core/index.ts';
import { placeNameOf } from '../plan/ownership.ts';
import type { CrdFollowing } from './crd-following.ts';
import { ownerOfChild } from './owner-of-child.ts';

/** Most objects that a warning names. */
const MOST_NAMED = 8;

/**
 * Tells of objects that were made for custom resources that are gone and that nothing removes: somebody took the finalizers off by
 * hand, or no process saw them go.
 *
 * @remarks They are not deleted: where a backup is restored, objects may come before the custom resources they belong to, which
 * take them over again.
 * @param owners - uids of all custom resources there are
 */
export function ownerlessWarnings(
  following: CrdFollowing,
  crd: Pick<AttachRequest, 'gvk' | 'namespaced'>,
  owners: readonly string[],
): readonly string[] {
  const present = new Set(owners);
  const found = following.kinds
    .flatMap(({ subscription }) => subscription.store.list())
    .filter((object) => standsAlone(object) && isOfNobody(object, crd, present))
    .map((object) => `${placeNameOf(object)} (${ownerName(object, crd.gvk.kind)})`);
  if (found.length === 0) return [];
  const named = found.slice(0, MOST_NAMED).join(', ');
  const rest = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : '';
  return [
    `made for custom resources that are gone: ${named}${rest}; kubectl delete removes them, a custom resource of that name takes them over`,
  ];
}

/** What has an owner reference is for the garbage collector to remove. */
function standsAlone({ metadata }: KubeObject): boolean {
  const { annotations = {}, ownerReferences = [] } = metadata;
  return ownerReferences.length === 0 && Identity.madeAnnotation in annotations;
}

function isOfNobody(
  object: KubeObject,
  crd: Pick<AttachRequest, 'gvk' | 'namespaced'>,
  present: ReadonlySet<string>,
): boolean {
  const isMadeHere = object.metadata.annotations?.[Identity.madeAnnotation] === placeNameOf(object);
  const owner = ownerOfChild(object, crd);
  return isMadeHere && owner !== undefined && !present.has(owner.uid);
}

function ownerName({ metadata }: KubeObject, kind: string): string {
  const { annotations = {}, labels = {} } = metadata;
  const name = annotations[Identity.ownerKeyAnnotation] ?? labels[Identity.ownerLabel] ?? '';
  return `${kind} ${name}`;
}
