import {
  formatGroupKind,
  Identity,
  isObject,
  type KubeObject,
  keyOf,
  type Owner,
  type OwnerReference,
  refOf,
} from '../../../core/index.ts';
import { isOwnersNamesake } from './owner-labels.ts';

/** Whose an object is, seen from a custom resource. */
export type Ownership =
  | {
      readonly whose: 'ours';
      /** Taken over with `adopt`, and let go instead of deleted. */
      readonly isAdopted: boolean;
      /** `false`: only labels or a reference say so, which anyone may copy; it is read once before it is written or deleted. */
      readonly isProven: boolean;
    }
  /** Made for a custom resource of the same name and kind that is gone, e.g. before a backup was restored. */
  | { readonly whose: 'former'; readonly isAdopted: boolean; readonly owner: string }
  /** In words: `Website default/other`. */
  | { readonly whose: 'other'; readonly owner: string }
  | { readonly whose: 'nobody' };

/** How fresh what is looked at is: an object of a cache has lost its field managers. */
export type Reading = 'cached' | 'fresh';

/**
 * Tells whose an object is: the one place that decides it (docs/ownership.md). Everything that creates, applies, selects,
 * prunes or deletes asks here.
 *
 * @remarks A controller reference outweighs the labels (katalog-language §14.3 REC), and neither is believed alone: `kubectl get
 * -o yaml` under another name copies both. The proof is the annotation that names kind and place the object was made as, or,
 * freshly read, our field manager.
 */
export function ownershipOf(
  object: KubeObject,
  owner: Owner,
  reading: Reading = 'cached',
): Ownership {
  const { labels = {}, ownerReferences = [] } = object.metadata;
  const controller = ownerReferences.find((reference) => reference.controller === true);
  const { uid } = owner.object.metadata;
  const proof = proofOf(object, reading);
  if (controller !== undefined && controller.uid !== uid) {
    const isFormer = isNamesake(controller, object, owner);
    if (isFormer && proof.isProven) return former(proof, controller.kind, owner);
    const name = keyOf({ namespace: object.metadata.namespace ?? '', name: controller.name });
    const words = `${isFormer ? 'the former ' : ''}${controller.kind} ${name}`;
    return { whose: 'other', owner: words };
  }
  const labelled = labels[Identity.ownerUidLabel];
  const isClaimed = uid !== undefined && (controller?.uid === uid || labelled === uid);
  if (isClaimed) {
    return proof.isForged ? { whose: 'nobody' } : { whose: 'ours', ...proof };
  }
  if (labelled === undefined || proof.isForged) return { whose: 'nobody' };
  if (isOwnersNamesake(object, owner)) {
    if (proof.isProven) return former(proof, owner.gvk.kind, owner);
    if (reading === 'fresh') return { whose: 'nobody' };
  }
  return { whose: 'other', owner: otherOwner(object, labelled) };
}

/** The object carries an owner reference to the owner, so garbage collection removes it. */
export function isReferenced(object: KubeObject, owner: Owner): boolean {
  const uid = owner.object.metadata.uid;
  return object.metadata.ownerReferences?.some((reference) => reference.uid === uid) ?? false;
}

/** What an object was made or taken over as: `Deployment.apps default/web`. */
export function placeNameOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}): string {
  const { name, namespace = '' } = object.metadata;
  return `${formatGroupKind(object)} ${keyOf({ namespace, name })}`;
}

interface Proof {
  readonly isAdopted: boolean;
  readonly isProven: boolean;
  /** Its marks are those of another object, or it has none and we never wrote it. */
  readonly isForged: boolean;
}

function proofOf(object: KubeObject, reading: Reading): Proof {
  const { annotations = {} } = object.metadata;
  const made = annotations[Identity.madeAnnotation];
  const adopted = annotations[Identity.adoptedAnnotation];
  const place = placeNameOf(object);
  if (made === place) return { isAdopted: false, isProven: true, isForged: false };
  if (adopted === place) return { isAdopted: true, isProven: true, isForged: false };
  if (reading === 'fresh') {
    const isOurs = managersOf(object).includes(Identity.fieldManager);
    return { isAdopted: false, isProven: isOurs, isForged: !isOurs };
  }
  // An earlier release noted no place; without any mark of ours it may be anybody's until it is read.
  const isEarlier =
    made === undefined && adopted === undefined && Identity.hashAnnotation in annotations;
  return { isAdopted: false, isProven: false, isForged: !isEarlier };
}

/** Names of those who have written fields of a freshly read object. */
export function managersOf({ metadata }: KubeObject): readonly string[] {
  const { managedFields } = metadata;
  if (!Array.isArray(managedFields)) return [];
  const names = managedFields.map((each: unknown) => (isObject(each) ? each['manager'] : ''));
  return [...new Set(names.filter((name) => typeof name === 'string' && name !== ''))] as string[];
}

function former({ isAdopted }: Proof, kind: string, { object }: Owner): Ownership {
  const owner = `the former ${kind} ${keyOf(refOf(object))}`;
  return { whose: 'former', isAdopted, owner };
}

/** The reference is to a custom resource of the same kind, place and name; only one at a time can have them. */
function isNamesake(
  { apiVersion, kind, name }: OwnerReference,
  object: KubeObject,
  owner: Owner,
): boolean {
  const group = apiVersion.split('/').slice(0, -1).join('/');
  const isOfKind = kind === owner.gvk.kind && group === owner.gvk.group;
  const { metadata } = owner.object;
  const isHere = !owner.namespaced || object.metadata.namespace === metadata.namespace;
  return isOfKind && name === metadata.name && isHere;
}

function otherOwner({ metadata }: KubeObject, uid: string): string {
  const { labels = {}, annotations = {} } = metadata;
  const [kind = 'custom resource'] = labels[Identity.ownerKindLabel]?.split('.') ?? [];
  const name = annotations[Identity.ownerKeyAnnotation] ?? labels[Identity.ownerLabel] ?? uid;
  return `${kind} ${name}`;
}
