import { apiVersionOf, Identity, isObject, keyOf, type Owner, refOf } from '../../../core/index.ts';
import type { Manifest, Part } from '../kinds/kind.ts';
import { canonicalJson, shortHash } from './canonical-json.ts';
import { ownerLabels } from './owner-labels.ts';
import { placeNameOf } from './ownership.ts';

/** Where a child lives and whether garbage collection may find it. */
export interface Placement {
  readonly namespaced: boolean;
  readonly namespace: string;
  /** `false`: never an owner reference, e.g. for Jobs that run on deletion. */
  readonly mayReference: boolean;
}

/** An owner can be referred to from its own namespace, or from anywhere when it is cluster-scoped. */
export function canReference(owner: Owner, placement: Placement): boolean {
  if (!placement.mayReference) return false;
  if (!owner.namespaced) return true;
  return placement.namespaced && placement.namespace === (owner.object.metadata.namespace ?? '');
}

/** The manifest with identity (katalog-language §14.3), owner reference (§8.2) and the hash of all it declares. */
export function stamp(manifest: Manifest, owner: Owner, placement: Placement): Manifest {
  const { uid = '' } = owner.object.metadata;
  const isReferenced = canReference(owner, placement);
  const metadata = {
    ...manifest.metadata,
    labels: {
      ...manifest.metadata.labels,
      [Identity.managedLabel]: 'true',
      ...ownerLabels(owner),
      [Identity.ownerUidLabel]: uid,
    },
    ...(isReferenced ? { ownerReferences: [referenceTo(owner)] } : {}),
  };
  const annotations = {
    ...manifest.metadata.annotations,
    [Identity.madeAnnotation]: placeNameOf(manifest),
    ...(isReferenced ? {} : { [Identity.ownerKeyAnnotation]: keyOf(refOf(owner.object)) }),
  };
  return restamp({ ...manifest, metadata: { ...metadata, annotations } });
}

/** The manifest with the hash of what it declares, in place of any it carries. */
export function restamp(manifest: Manifest): Manifest {
  const { [Identity.hashAnnotation]: _outdated, ...annotations } =
    manifest.metadata.annotations ?? {};
  const bare = { ...manifest, metadata: { ...manifest.metadata, annotations } };
  const hashed = { ...annotations, [Identity.hashAnnotation]: hashOf(bare) };
  return { ...bare, metadata: { ...bare.metadata, annotations: hashed } };
}

function referenceTo(owner: Owner): Part {
  return {
    apiVersion: apiVersionOf(owner.gvk),
    kind: owner.gvk.kind,
    name: owner.object.metadata.name,
    uid: owner.object.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/**
 * Hash of what a manifest declares.
 *
 * @remarks Its job is to notice fields that are no longer declared. Values of Secrets are left out: they are compared
 * with the live object anyway, and a digest of a short password would betray it.
 */
function hashOf(manifest: Manifest): string {
  const annotations = { ...manifest.metadata.annotations };
  if (Identity.generatedAtAnnotation in annotations)
    annotations[Identity.generatedAtAnnotation] = '';
  const hashed = { ...manifest, metadata: { ...manifest.metadata, annotations } };
  if (manifest.kind !== 'Secret') return shortHash(canonicalJson(hashed));
  const { data, stringData } = manifest;
  return shortHash(canonicalJson({ ...hashed, data: blank(data), stringData: blank(stringData) }));
}

/** The keys of a map, without what stands there. */
function blank(map: unknown): unknown {
  if (!isObject(map)) return map === undefined ? undefined : '';
  return Object.fromEntries(Object.keys(map).map((key) => [key, '']));
}
