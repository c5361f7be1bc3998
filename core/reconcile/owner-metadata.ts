import type { Scope } from '../expression/expression.ts';
import { Identity } from '../object/identity.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { timestampOf } from '../object/timestamp.ts';
import type { CrdProgram } from '../program/program.ts';
import type { FieldChange } from '../provider/standing.ts';
import type { OwnerPatch } from './decision.ts';

/** Change of the custom resource's own metadata, with words for the record. */
export interface MetadataChange {
  readonly patch?: OwnerPatch;
  readonly changes: readonly FieldChange[];
}

/**
 * Finalizers, identity and declared labels of the custom resource, as one merge patch of the difference.
 *
 * @remarks A finalizer and identity labels appear only when deletion has work of its own (design §5), or when the
 * user asked for them; they disappear when that is over (katalog-language §14.1–14.2).
 */
export async function metadataChange(
  crd: CrdProgram,
  object: KubeObject,
  wish: { readonly needsCleanup: boolean; readonly scope: Scope },
): Promise<MetadataChange> {
  const { finalizers: present = [] } = object.metadata;
  const wanted = finalizersFor(crd, present, wish.needsCleanup);
  const changes: FieldChange[] = [];
  const metadata: Record<string, unknown> = {};
  if (wanted.length !== present.length || wanted.some((name, index) => name !== present[index])) {
    // The list is replaced whole, so the version guards against another writer's finalizer.
    metadata['resourceVersion'] = object.metadata.resourceVersion;
    metadata['finalizers'] = wanted;
    changes.push({ path: 'metadata.finalizers', from: present, to: wanted });
  }
  const isMarked = wanted.includes(Identity.cleanupFinalizer);
  const labels = await labelsFor(crd, isMarked, wish.scope);
  const newLabels = differing(object.metadata.labels, labels);
  const newAnnotations = isMarked ? identityAnnotations(crd, object, wish.scope) : {};
  if (Object.keys(newLabels).length > 0) metadata['labels'] = newLabels;
  if (Object.keys(newAnnotations).length > 0) metadata['annotations'] = newAnnotations;
  for (const [key, to] of Object.entries(newLabels)) {
    changes.push({ path: `metadata.labels.${key}`, from: object.metadata.labels?.[key], to });
  }
  if (Object.keys(metadata).length === 0) return { changes };
  return { patch: { part: 'metadata', patch: { metadata } }, changes };
}

function finalizersFor(
  crd: CrdProgram,
  present: readonly string[],
  needsCleanup: boolean,
): readonly string[] {
  const { policy, names } = crd.finalizers;
  const ours = new Set([Identity.cleanupFinalizer, ...names]);
  if (policy === 'strip') return present.filter((name) => !ours.has(name));
  const needsOurs = policy === 'always' || needsCleanup || crd.onDelete !== undefined;
  const kept = present.filter((name) => needsOurs || name !== Identity.cleanupFinalizer);
  const missing = [...(needsOurs ? [Identity.cleanupFinalizer] : []), ...names];
  return [...kept, ...missing.filter((name) => !kept.includes(name))];
}

/** The finalizers of an object without those the runtime put there. */
export function withoutOurFinalizers(crd: CrdProgram, object: KubeObject): readonly string[] {
  const ours = new Set([Identity.cleanupFinalizer, ...crd.finalizers.names]);
  return (object.metadata.finalizers ?? []).filter((name) => !ours.has(name));
}

async function labelsFor(
  crd: CrdProgram,
  isMarked: boolean,
  scope: Scope,
): Promise<Readonly<Record<string, string>>> {
  const labels: Record<string, string> = isMarked ? { [Identity.managedLabel]: 'true' } : {};
  for (const [key, expression] of Object.entries(crd.labels))
    labels[key] = await expression.text(scope);
  return labels;
}

function identityAnnotations(
  crd: CrdProgram,
  object: KubeObject,
  scope: Scope,
): Readonly<Record<string, string>> {
  const { annotations = {} } = object.metadata;
  const identity: Record<string, string> = {};
  if (annotations[Identity.managedByAnnotation] === undefined) {
    identity[Identity.managedByAnnotation] = crd.katalog.name;
  }
  if (annotations[Identity.managedSinceAnnotation] === undefined) {
    identity[Identity.managedSinceAnnotation] = timestampOf(scope.environment.nowMs);
  }
  return identity;
}

function differing(
  present: Readonly<Record<string, string>> | undefined,
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => present?.[key] !== value),
  );
}
