import type { GroupVersionKind } from '../object/gvk.ts';
import type { KubeObject, ObjectRef } from '../object/kube-object.ts';

/** What discovery says of a kind; the plural is never guessed. */
export interface ResourceType extends GroupVersionKind {
  readonly plural: string;
  readonly namespaced: boolean;
  /** Names such as `status` and `scale`. */
  readonly subresources: readonly string[];
  readonly verbs: readonly string[];
}

/** Which objects a list or watch is about. */
export interface Selection {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  /** Kubernetes selector syntax, `a=b,c!=d`. */
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Of each object nothing but its metadata, as `PartialObjectMetadata`. */
  readonly isMetadataOnly?: boolean;
}

/** One page of a list. */
export interface ListPage {
  readonly items: readonly KubeObject[];
  readonly resourceVersion: string;
  /** Token of the next page; absent on the last. */
  readonly continueToken?: string;
}

export interface ListOptions extends Selection {
  /** Objects per page. */
  readonly limit?: number;
  readonly continueToken?: string;
  /** `'0'` allows the API server's watch cache to answer. */
  readonly resourceVersion?: string;
}

export interface WatchOptions extends Selection {
  readonly resourceVersion: string;
  /** The stream fails with `ApiUnavailable` after this long without a byte. Default 30 000 ms. */
  readonly stallMs?: number;
  /** Asks for a watch-list: the present objects first, then a bookmark (KEP-3157). */
  readonly sendInitialEvents?: boolean;
}

/** One line of a watch stream (Kubernetes API concepts, "Efficient detection of changes"). */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject }
  | {
      readonly type: 'BOOKMARK';
      readonly resourceVersion: string;
      readonly initialEventsEnd: boolean;
    };

export interface ApplyOptions {
  /** Take fields from other managers. */
  readonly force: boolean;
  /** Default `orkestra`. */
  readonly fieldManager?: string;
  readonly subresource?: 'status';
  readonly dryRun?: boolean;
  /**
   * Creates the object and nothing else: rejects with `ApiConflict` when one of that name is there, and changes nothing then.
   * In contrast to a POST the fields belong to the manager as those of an apply do.
   */
  readonly ifAbsent?: boolean;
  /** Applies to the object in this version only: rejects with `ApiConflict` when it has changed since. */
  readonly resourceVersion?: string;
}

export interface PatchOptions {
  readonly type: 'merge' | 'json';
  readonly subresource?: 'status';
  readonly fieldManager?: string;
  readonly dryRun?: boolean;
}

export interface DeleteOptions {
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
  /** Deletes only the object with this uid. */
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** Names one object of one type. */
export interface Target {
  readonly type: ResourceType;
  readonly ref: ObjectRef;
}

/**
 * The cluster as the core sees it. The one implementation speaks the Kubernetes HTTP API.
 *
 * @remarks Every call rejects with an `OrkError` whose code begins with `ORK_API_`; a missing object is
 * `undefined` for {@link Cluster.get} and {@link Cluster.delete}, an error elsewhere.
 */
export interface Cluster {
  /** Type of a kind, from discovery (cached); `undefined` while it is not installed. */
  resolve(gvk: GroupVersionKind, signal: AbortSignal): Promise<ResourceType | undefined>;
  /** Forgets what discovery said, so that the next {@link Cluster.resolve} asks again. */
  forgetDiscovery(): void;
  list(type: ResourceType, options: ListOptions, signal: AbortSignal): Promise<ListPage>;
  /** Ends normally when the server closes the stream, rejects with `ApiExpired` on 410. */
  watch(type: ResourceType, options: WatchOptions, signal: AbortSignal): AsyncIterable<WatchEvent>;
  get(target: Target, signal: AbortSignal): Promise<KubeObject | undefined>;
  create(type: ResourceType, object: KubeObject, signal: AbortSignal): Promise<KubeObject>;
  /** PUT of a whole object; `metadata.resourceVersion` guards against lost updates. */
  replace(target: Target, object: KubeObject, signal: AbortSignal): Promise<KubeObject>;
  /** Server-side apply (KEP-555). */
  apply(
    target: Target,
    object: object,
    options: ApplyOptions & { readonly signal: AbortSignal },
  ): Promise<KubeObject>;
  patch(
    target: Target,
    patch: object,
    options: PatchOptions & { readonly signal: AbortSignal },
  ): Promise<KubeObject>;
  /** `undefined` when there was nothing to delete. */
  delete(
    target: Target,
    options: DeleteOptions,
    signal: AbortSignal,
  ): Promise<KubeObject | undefined>;
}
