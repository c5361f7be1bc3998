import {
  type Cluster,
  ErrorCode,
  Identity,
  type InventoryRecord,
  isOrkError,
  type KubeObject,
  keyOf,
  type Owner,
  refOf,
  textOf,
} from '../../../core/index.ts';
import type { ReleaseParts } from '../compose.ts';
import type { InstalledKind } from './find-kind.ts';

/** What becomes of the objects that a custom resource has. */
export type ChildrenMode = 'leave' | 'keep' | 'delete';

/** What is done for one custom resource. */
export interface ReleaseRequest {
  readonly kind: InstalledKind;
  readonly object: KubeObject;
  readonly record: InventoryRecord | undefined;
  readonly children: ChildrenMode;
  readonly isDryRun: boolean;
}

/** What it is done with. */
export interface ReleaseWork {
  readonly cluster: Cluster;
  readonly parts: ReleaseParts;
  readonly signal: AbortSignal;
}

type OwnedObject = Awaited<ReturnType<ReleaseParts['findOwnedObjects']>>['found'][number];

/** What came of it. */
export interface Released {
  /** `websites.demo.orkestra.io default/hello`. */
  readonly object: string;
  /** Finalizers, labels and annotations that came off. */
  readonly removed: readonly string[];
  readonly children: readonly { readonly object: string; readonly outcome: string }[];
  /** What could not be looked at or done. */
  readonly warnings: readonly string[];
}

/** How often it is tried again when somebody else writes at the same time. */
const TRIES = 5;

/** Takes off a custom resource what the runtime put there; with its children first, so that a failure leaves it as it was. */
export async function releaseObject(request: ReleaseRequest, work: ReleaseWork): Promise<Released> {
  const { children: mode, isDryRun, kind, object, record } = request;
  const { cluster, parts, signal } = work;
  const owner: Owner = { crd: kind.id, gvk: kind.type, namespaced: kind.type.namespaced, object };
  const notes = record?.notes['kubernetes'] ?? [];
  const { found, unknown } = await parts.findOwnedObjects(cluster, owner, { notes, signal });
  const warnings = [...unknown];
  const children: { readonly object: string; readonly outcome: string }[] = [];
  for (const child of found) {
    const outcome = await childOutcome(child, { mode, isDryRun, owner }, work).catch((error) => {
      if (!isOrkError(error) || signal.aborted) throw error;
      warnings.push(`${child.name}: ${textOf(error)}`);
      return 'failed';
    });
    children.push({ object: child.name, outcome });
  }
  const name = `${kind.id} ${keyOf(refOf(object))}`;
  if (warnings.length > 0 && mode !== 'leave') {
    return { object: name, removed: [], children, warnings: [...warnings, NOT_RELEASED] };
  }
  const removed = await takeMarksOff(request, work);
  return { object: name, removed, children, warnings };
}

const NOT_RELEASED = 'not released, because not all of its objects could be dealt with';

async function childOutcome(
  child: OwnedObject,
  {
    isDryRun,
    mode,
    owner,
  }: { readonly mode: ChildrenMode; readonly isDryRun: boolean; readonly owner: Owner },
  { cluster, parts, signal }: ReleaseWork,
): Promise<string> {
  if (mode === 'leave') return 'left as it is';
  const { object, ownership, type } = child;
  const isDeleted = mode === 'delete' && !ownership.isAdopted;
  if (!isDryRun && isDeleted) {
    const { uid } = object.metadata;
    const options = { propagation: 'Background', ...(uid === undefined ? {} : { uid }) } as const;
    await cluster.delete({ type, ref: refOf(object) }, options, signal);
  } else if (!isDryRun) await parts.letGo(cluster, child, owner, signal);
  return isDeleted ? 'deleted' : 'let go';
}

async function takeMarksOff(
  request: ReleaseRequest,
  { cluster, signal }: ReleaseWork,
): Promise<readonly string[]> {
  const { isDryRun, kind, record } = request;
  const target = { type: kind.type, ref: refOf(request.object) };
  let object: KubeObject | undefined = request.object;
  for (let left = TRIES; object !== undefined; left -= 1) {
    const { patch, removed } = marksOf(object, record);
    if (removed.length === 0 || isDryRun) return removed;
    try {
      await cluster.patch(target, patch, { type: 'merge', signal });
      return removed;
    } catch (error) {
      if (isOrkError(error, ErrorCode.ApiNotFound)) return [];
      if (left === 0 || !isOrkError(error, ErrorCode.ApiConflict)) throw error;
      object = await cluster.get(target, signal);
    }
  }
  return [];
}

const LABELS: readonly string[] = [Identity.managedLabel];
const ANNOTATIONS: readonly string[] = [
  Identity.managedByAnnotation,
  Identity.managedSinceAnnotation,
];

/** The change that takes our marks off a custom resource, and their names. */
function marksOf(
  { metadata }: KubeObject,
  record: InventoryRecord | undefined,
): { readonly patch: object; readonly removed: readonly string[] } {
  const { annotations = {}, finalizers = [], labels = {}, resourceVersion } = metadata;
  const ours = [Identity.cleanupFinalizer as string, ...(record?.finalizers ?? [])];
  const gone = finalizers.filter((name) => ours.includes(name));
  const labelled = LABELS.filter((key) => key in labels);
  const annotated = ANNOTATIONS.filter((key) => key in annotations);
  const nothing = (keys: readonly string[]): object =>
    Object.fromEntries(keys.map((key) => [key, null]));
  return {
    removed: [...gone, ...labelled, ...annotated],
    patch: {
      metadata: {
        resourceVersion,
        finalizers: finalizers.filter((name) => !ours.includes(name)),
        labels: nothing(labelled),
        annotations: nothing(annotated),
      },
    },
  };
}

/** Whether a custom resource carries anything of ours, by its metadata. */
export function isMarked(object: KubeObject, record: InventoryRecord | undefined): boolean {
  return marksOf(object, record).removed.length > 0;
}
