import {
  type AttachRequest,
  type BeginAnswer,
  type Cluster,
  ErrorCode,
  formatGvk,
  Identity,
  isOrkError,
  type KubeObject,
  type ResourceType,
  textOf,
} from '../../../core/index.ts';
import type { ChildKind } from './child-kinds.ts';
import type { CrdFollowing } from './crd-following.ts';
import { kindOfNote, noteOf } from './noted-kind.ts';
import { ownerOfChild } from './owner-of-child.ts';

/** What looking for objects of former kinds needs. */
export interface FormerKindsOptions {
  readonly cluster: Cluster;
  readonly following: CrdFollowing;
  /** The CRD whose custom resources own them. */
  readonly crd: Pick<AttachRequest, 'gvk' | 'namespaced' | 'namespace'>;
  readonly notes: readonly string[];
}

/**
 * Looks for what earlier revisions of a CRD made of kinds, or in namespaces, that the present one does not name, and follows what
 * is still there, so that it is pruned, or deleted with its owner.
 *
 * @returns the kinds to remember: those of the present revision, and the former ones of which something is left or nobody can tell
 */
export async function followFormerKinds(
  options: FormerKindsOptions,
  signal: AbortSignal,
): Promise<BeginAnswer> {
  const { following, notes } = options;
  const kept = following.kinds.map(noteOf);
  const warnings: string[] = [];
  const found: ChildKind[] = [];
  for (const note of notes) {
    const kind = kindOfNote(note);
    if (kind === undefined || isFollowed(kind, following)) continue;
    const rest = await restOf(kind, options, signal);
    if (rest === 'nothing') continue;
    kept.push(note);
    if (rest === 'something') found.push(kind);
    else warnings.push(rest.warning);
  }
  await following.add(found, signal);
  return { notes: [...new Set(kept)], warnings };
}

/** What is followed shows whatever the kind has left; other versions show the same objects. */
function isFollowed({ gvk, staysHome }: ChildKind, { kinds }: CrdFollowing): boolean {
  return kinds.some(
    (each) =>
      each.gvk.group === gvk.group && each.gvk.kind === gvk.kind && (staysHome || !each.staysHome),
  );
}

type Rest = 'nothing' | 'something' | { readonly warning: string };

/** Whether an object of a kind is left that belongs to a custom resource of the CRD. */
async function restOf(
  kind: ChildKind,
  { cluster, crd }: FormerKindsOptions,
  signal: AbortSignal,
): Promise<Rest> {
  const type = await cluster.resolve(kind.gvk, signal);
  const name = formatGvk(kind.gvk);
  // A kind that is gone has taken its objects along; a version that is not served may come back.
  if (type === undefined) {
    return { warning: `what an earlier revision made of ${name} cannot be looked for: not served` };
  }
  const namespace = kind.staysHome && type.namespaced ? crd.namespace : undefined;
  try {
    for await (const object of managed(cluster, { type, namespace }, signal)) {
      if (ownerOfChild(object, crd) !== undefined) return 'something';
    }
    return 'nothing';
  } catch (error) {
    if (!isOrkError(error, ErrorCode.ApiForbidden)) throw error;
    const what = `what an earlier revision made of ${name} is not pruned, nor deleted with its owner`;
    return { warning: `${what}: ${textOf(error)}` };
  }
}

async function* managed(
  cluster: Cluster,
  { type, namespace }: { readonly type: ResourceType; readonly namespace: string | undefined },
  signal: AbortSignal,
): AsyncIterable<KubeObject> {
  let continueToken = '';
  do {
    const page = await cluster.list(
      type,
      {
        labelSelector: `${Identity.managedLabel}=true`,
        isMetadataOnly: true,
        limit: 500,
        ...(namespace === undefined ? {} : { namespace }),
        ...(continueToken === '' ? {} : { continueToken }),
      },
      signal,
    );
    yield* page.items;
    continueToken = page.continueToken ?? '';
  } while (continueToken !== '');
}
