import {
  apiVersionOf,
  type Cluster,
  ErrorCode,
  formatGvk,
  type GroupVersionKind,
  Identity,
  isOrkError,
  type KubeObject,
  keyOf,
  type Owner,
  type ResourceType,
  refOf,
  textOf,
} from '../../../core/index.ts';
import { marksOff } from '../apply/release-child.ts';
import { kindOfNote } from '../follow/noted-kind.ts';
import { BUILT_IN_KINDS } from '../kinds/built-in-kinds.ts';
import { type Ownership, ownershipOf } from '../plan/ownership.ts';

/** An object that a custom resource has. */
export interface OwnedObject {
  /** `ConfigMap default/settings`. */
  readonly name: string;
  readonly type: ResourceType;
  readonly object: KubeObject;
  readonly ownership: Extract<Ownership, { whose: 'ours' }>;
}

/** What a custom resource has, as far as it can be told. */
export interface OwnedObjects {
  readonly found: readonly OwnedObject[];
  /** Kinds of which nobody can say, and why. */
  readonly unknown: readonly string[];
}

/**
 * Finds what a custom resource has, freshly read.
 *
 * @param notes - what the provider noted of its kind ({@link Provider.begin}); without any, all built-in kinds are looked through
 */
export async function findOwnedObjects(
  cluster: Cluster,
  owner: Owner,
  about: { readonly notes: readonly string[]; readonly signal: AbortSignal },
): Promise<OwnedObjects> {
  const { notes, signal } = about;
  const kinds = notes.map((note) => kindOfNote(note)?.gvk).filter((gvk) => gvk !== undefined);
  const found: OwnedObject[] = [];
  const unknown: string[] = [];
  for (const gvk of kinds.length > 0 ? kinds : BUILT_IN_KINDS.map(({ type }) => type)) {
    const listed = await listOwned(cluster, { gvk, owner }, signal);
    if (typeof listed === 'string') unknown.push(listed);
    else found.push(...listed);
  }
  return { found, unknown };
}

async function listOwned(
  cluster: Cluster,
  { gvk, owner }: { readonly gvk: GroupVersionKind; readonly owner: Owner },
  signal: AbortSignal,
): Promise<readonly OwnedObject[] | string> {
  const type = await cluster.resolve(gvk, signal);
  if (type === undefined) return `${formatGvk(gvk)} is not served`;
  const labelSelector = `${Identity.ownerUidLabel}=${owner.object.metadata.uid}`;
  try {
    const { items } = await cluster.list(type, { labelSelector }, signal);
    return items.flatMap((item) => {
      // Items of a list do not say what they are.
      const object = { ...item, apiVersion: apiVersionOf(type), kind: type.kind };
      const ownership = ownershipOf(object, owner, 'fresh');
      const name = `${type.kind} ${keyOf(refOf(object))}`;
      return ownership.whose === 'ours' ? [{ name, type, object, ownership }] : [];
    });
  } catch (error) {
    if (!isOrkError(error, ErrorCode.ApiForbidden)) throw error;
    return `${formatGvk(gvk)} cannot be listed: ${textOf(error)}`;
  }
}

/** Lets an object go: our labels, annotations, reference and claims on fields come off, all else stays. */
export async function letGo(
  cluster: Cluster,
  { object, type }: OwnedObject,
  owner: Owner,
  signal: AbortSignal,
): Promise<void> {
  const { uid } = owner.object.metadata;
  const references = object.metadata.ownerReferences?.filter((each) => each.uid !== uid) ?? [];
  const metadata = { ...marksOff(object), ownerReferences: references };
  await cluster.patch({ type, ref: refOf(object) }, { metadata }, { type: 'merge', signal });
}
