import {
  type AttachRequest,
  formatGvk,
  type GroupVersionKind,
  Identity,
  type InformerEvent,
  type InformerSet,
  type KubeObject,
  type ObjectRef,
  OWNER_UID_INDEX,
  type Selection,
  type Subscription,
} from '../../../core/index.ts';
import { type ChildKind, childKinds } from './child-kinds.ts';
import { ownerOfChild } from './owner-of-child.ts';

/** A kind that is followed for a CRD. */
export interface FollowedKind extends ChildKind {
  readonly subscription: Subscription;
}

/** What follows the children of one CRD's custom resources. */
export interface CrdFollowing {
  readonly kinds: readonly FollowedKind[];
  /** Tells the runtime that something of an owner changed. */
  readonly changed: AttachRequest['changed'];
  /** Objects that carry the owner's uid, by kind. */
  childrenOf(uid: string): readonly (readonly [FollowedKind, KubeObject])[];
  /** What the runtime has at a place, whoever owns it. */
  get(gvk: GroupVersionKind, ref: ObjectRef): KubeObject | undefined;
  /** Follows kinds besides, in all namespaces, and waits until they can be read; of a kind followed already it widens the view. */
  add(kinds: readonly ChildKind[], signal: AbortSignal): Promise<void>;
  release(): void;
}

/** Options of {@link followChildren}. */
export interface FollowOptions {
  readonly informers: InformerSet;
  readonly request: AttachRequest;
  /** Kinds that an earlier revision of the entry could create: what is left of them is pruned. */
  readonly former: readonly ChildKind[];
  /** Whether a kind has namespaces; absent while nobody knows. */
  readonly isNamespaced: (gvk: GroupVersionKind) => Promise<boolean | undefined>;
  readonly deleted: (object: KubeObject) => void;
}

const MANAGED = `${Identity.managedLabel}=true`;

/** Subscribes to every kind a CRD entry may create and waits until they can be read. */
export async function followChildren(
  options: FollowOptions,
  signal: AbortSignal,
): Promise<CrdFollowing> {
  const { informers, request } = options;
  let isComplete = false;
  const onEvent = (event: InformerEvent): void => {
    if (event.type === 'deleted') options.deleted(event.object);
    // Before the first list is complete every custom resource is reconciled anyway, and an echo is no news.
    if (!isComplete || (event.isEcho && event.type !== 'deleted')) return;
    const owner = ownerOfChild(event.object, request);
    if (owner !== undefined) request.changed(owner);
  };
  const wanted = withFormer(childKinds(request.blocks), options.former);
  const selections = await Promise.all(wanted.map((kind) => selectionOf(kind, options)));
  if (signal.aborted) return nothing(request);
  const kinds: FollowedKind[] = [];
  const ended = new AbortController();
  const subscribe = (kind: ChildKind, selection: Selection): LatchedKind => {
    const latch = createLatch();
    const onState = latch.open;
    const subscription = informers.subscribe({ gvk: kind.gvk, selection, onEvent, onState });
    return { ...kind, subscription, settled: latch.opened };
  };
  const first = wanted.map((kind, index) =>
    subscribe(kind, selections[index] ?? { labelSelector: MANAGED }),
  );
  kinds.push(...first);
  const release = (): void => {
    ended.abort();
    for (const { subscription } of kinds) subscription.release();
  };
  signal.addEventListener('abort', release, { once: true });
  await Promise.all(first.map((kind) => whenReadable(kind, signal)));
  isComplete = true;
  const find = (gvk: GroupVersionKind): number =>
    kinds.findIndex((kind) => formatGvk(kind.gvk) === formatGvk(gvk));
  const byGvk = new Map(kinds.map((kind) => [formatGvk(kind.gvk), kind]));
  return {
    kinds,
    changed: request.changed,
    childrenOf: (uid) =>
      kinds.flatMap((kind) =>
        kind.subscription.store
          .byIndex(OWNER_UID_INDEX, uid)
          .map((object): readonly [FollowedKind, KubeObject] => [kind, object]),
      ),
    get: (gvk, ref) => byGvk.get(formatGvk(gvk))?.subscription.store.get(ref),
    async add(more, adding) {
      const added = more.map((kind) => subscribe(kind, { labelSelector: MANAGED }));
      await Promise.all(added.map((kind) => whenReadable(kind, adding)));
      for (const kind of added) {
        const index = find(kind.gvk);
        if (ended.signal.aborted || adding.aborted) {
          kind.subscription.release();
          continue;
        }
        if (index >= 0) kinds[index]?.subscription.release();
        kinds.splice(index < 0 ? kinds.length : index, 1, kind);
        byGvk.set(formatGvk(kind.gvk), kind);
      }
    },
    release() {
      signal.removeEventListener('abort', release);
      release();
    },
  };
}

/** Only the namespace that the CRD's watch is restricted to, as far as no child can leave it. */
async function selectionOf(
  kind: ChildKind,
  { request, isNamespaced }: FollowOptions,
): Promise<Selection> {
  const { namespace } = request;
  if (namespace === undefined || !request.namespaced || !kind.staysHome) {
    return { labelSelector: MANAGED };
  }
  const isOfNamespace = kind.isBuiltIn || (await isNamespaced(kind.gvk)) !== false;
  return isOfNamespace ? { labelSelector: MANAGED, namespace } : { labelSelector: MANAGED };
}

function nothing({ changed }: AttachRequest): CrdFollowing {
  const get = (): undefined => undefined;
  const add = async (): Promise<void> => undefined;
  return { kinds: [], changed, childrenOf: () => [], get, add, release: () => undefined };
}

function withFormer(
  present: readonly ChildKind[],
  former: readonly ChildKind[],
): readonly ChildKind[] {
  const ids = new Set(present.map(({ gvk }) => formatGvk(gvk)));
  return [...present, ...former.filter(({ gvk }) => !ids.has(formatGvk(gvk)))];
}

interface LatchedKind extends FollowedKind {
  readonly settled: Promise<void>;
}

/** A kind that is not installed is not waited for: only the entries that need it fail. */
async function whenReadable(kind: LatchedKind, signal: AbortSignal): Promise<void> {
  const { subscription } = kind;
  if (subscription.status().phase === 'missing') return;
  await Promise.race([kind.settled, subscription.whenSynced(signal)]);
}

interface Latch {
  readonly opened: Promise<void>;
  /** Opens when the kind turns out to be missing. */
  open(state: { readonly phase: string }): void;
}

function createLatch(): Latch {
  let release: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    opened,
    open: ({ phase }) => {
      if (phase === 'missing') release();
    },
  };
}
