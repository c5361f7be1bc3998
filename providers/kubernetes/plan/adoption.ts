import { Identity, keyOf, type Owner, refOf } from '../../../core/index.ts';
import { CUSTOM_KEY } from '../kinds/custom.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import type { DesiredChild } from './desired-child.ts';
import { ownerLabels } from './owner-labels.ts';
import { placeNameOf } from './ownership.ts';
import { keepSelected } from './selected-pods.ts';
import { restamp } from './stamp.ts';

/** The labels that say whose an object is. */
const OUR_LABELS: readonly string[] = [
  Identity.managedLabel,
  Identity.ownerLabel,
  Identity.ownerKindLabel,
  Identity.ownerNamespaceLabel,
  Identity.ownerUidLabel,
];

/** The annotations that say whose an object is, and what became of it. */
const OUR_ANNOTATIONS: readonly string[] = [
  Identity.madeAnnotation,
  Identity.adoptedAnnotation,
  Identity.ownerKeyAnnotation,
  Identity.hashAnnotation,
  Identity.generatedAtAnnotation,
  Identity.certificateAnnotation,
];

/** What is taken off an object that is let go. */
export const MARKS: {
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
} = {
  labels: OUR_LABELS,
  annotations: OUR_ANNOTATIONS,
};

/** A child as it is declared of what stands there: what was taken over stays so, unless the entry has it deleted. */
export function asItStands(
  child: DesiredChild,
  live: ObservedChild | undefined,
  owner: Owner,
): DesiredChild {
  if (live === undefined) return child;
  const isKept = live.isAdopted && child.adopt !== 'delete';
  const wanted = isKept ? asAdopted(child.manifest, owner) : child.manifest;
  // A selector that a `custom` entry writes out is declared: that it cannot be changed is told.
  const isDeclared = child.key === CUSTOM_KEY && !isKept;
  const manifest = isDeclared ? wanted : keepSelected(wanted, live.object);
  if (manifest === child.manifest) return child;
  return { ...child, isReferenced: child.isReferenced && !isKept, manifest };
}

/** The manifest of what was there before: marked as taken over, without the reference that would delete it with its owner. */
export function asAdopted(manifest: Manifest, owner: Owner): Manifest {
  const { ownerReferences: _reference, ...metadata } = manifest.metadata;
  const { [Identity.madeAnnotation]: _made, ...annotations } = metadata.annotations ?? {};
  const marks = {
    [Identity.ownerKeyAnnotation]: keyOf(refOf(owner.object)),
    [Identity.adoptedAnnotation]: placeNameOf(manifest),
  };
  const marked = { ...metadata, annotations: { ...annotations, ...marks } };
  return restamp({ ...manifest, metadata: marked });
}

/** Only what says whose the object is, for entries that leave the rest of what stands there alone. */
export function marksOf({ apiVersion, kind, metadata }: Manifest, owner: Owner): Manifest {
  const { name, namespace, ownerReferences } = metadata;
  const uid = owner.object.metadata.uid ?? '';
  const ours = new Set<string>(OUR_ANNOTATIONS.filter((key) => key !== Identity.hashAnnotation));
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => ours.has(key));
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: {
        [Identity.managedLabel]: 'true',
        ...ownerLabels(owner),
        [Identity.ownerUidLabel]: uid,
      },
      annotations: Object.fromEntries(annotations),
      ...(ownerReferences === undefined ? {} : { ownerReferences }),
    },
  };
}
