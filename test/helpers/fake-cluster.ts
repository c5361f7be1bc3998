import type {
  ApplyOptions,
  Cluster,
  DeleteOptions,
  ListOptions,
  ListPage,
  PatchOptions,
  ResourceType,
  Selection,
  Target,
  WatchEvent,
  WatchOptions,
} from '../../core/cluster/cluster.ts';
import { ErrorCode, OrkError } from '../../core/errors.ts';
import { formatGvk, type GroupVersionKind } from '../../core/object/gvk.ts';
import { type KubeObject, keyOf, type ObjectRef, refOf } from '../../core/object/kube-object.ts';
import { emptyObject, matching, merged } from './fake-objects.ts';

/** A request as the fake saw it. */
export interface FakeRequest {
  readonly verb: string;
  readonly kind: string;
  readonly name?: string;
  readonly resourceVersion?: string;
  readonly continueToken?: string;
}

/** Decides about a request before it is served; throwing fails it. */
export type FakeFault = (request: FakeRequest) => void | Promise<void>;

/** A cluster in memory with one linear history, and levers for what goes wrong. */
export interface FakeCluster extends Cluster {
  readonly requests: FakeRequest[];
  install(type: ResourceType): void;
  /** Removes a kind with its objects: lists and watches answer 404 from now on. */
  uninstall(type: ResourceType): void;
  /** A write by somebody else. */
  put(object: KubeObject): KubeObject;
  /** A delete by somebody else. */
  remove(object: KubeObject): void;
  peek(type: GroupVersionKind, ref: ObjectRef): KubeObject | undefined;
  /** Ends open watches: normally, or with the error. */
  cutWatches(error?: Error): void;
  /** Forgets history: watches that begin at an older version get 410. */
  compact(): void;
  /** Keeps events back until {@link FakeCluster.deliver}. */
  holdEvents(): void;
  /** Delivers events kept back, at most `count`, and stops keeping them when none is left and no count was given. */
  deliver(count?: number): void;
  bookmark(): void;
  /** Called before every request. */
  fault: FakeFault | undefined;
  readonly openWatches: number;
  readonly version: string;
}

/** Options of {@link fakeCluster}. */
export interface FakeClusterOptions {
  /** Whether watch-lists are offered. Default `true`. */
  readonly watchLists?: boolean;
  /** How versions are written. Default: as decimal numbers. */
  readonly formatVersion?: (version: number) => string;
}

/** A type for tests: plural by adding `s`, namespaced unless told otherwise. */
export function aType(kind: string, group = '', namespaced = true): ResourceType {
  return {
    group,
    version: 'v1',
    kind,
    plural: `${kind.toLowerCase()}s`,
    namespaced,
    subresources: ['status'],
    verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  };
}

interface Change {
  readonly at: number;
  readonly gvk: string;
  readonly event: Exclude<WatchEvent, { type: 'BOOKMARK' }>;
}

interface OpenWatch {
  readonly gvk: string;
  readonly selection: Selection;
  /** Next change in the history to be looked at. */
  next: number;
  readonly extra: WatchEvent[];
  end: 'open' | 'closed' | Error;
  wake: () => void;
}

/** Creates an empty fake with no kinds. */
export function fakeCluster(options: FakeClusterOptions = {}): FakeCluster {
  return new HistoryCluster(options);
}

class HistoryCluster implements FakeCluster {
  readonly requests: FakeRequest[] = [];
  fault: FakeFault | undefined;
  readonly #options: FakeClusterOptions;
  readonly #types = new Map<string, ResourceType>();
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #history: Change[] = [];
  readonly #watches = new Set<OpenWatch>();
  #version = 100;
  #compactedAt = 0;
  #uids = 0;
  /** Length of the history that watches may see; `undefined`: all. */
  #visible: number | undefined;

  constructor(options: FakeClusterOptions) {
    this.#options = options;
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  get version(): string {
    return this.#format(this.#version);
  }

  install(type: ResourceType): void {
    this.#types.set(formatGvk(type), type);
    this.#objects.set(formatGvk(type), new Map());
  }

  uninstall(type: ResourceType): void {
    const gvk = formatGvk(type);
    this.#types.delete(gvk);
    this.#objects.delete(gvk);
    for (const watch of this.#watches) if (watch.gvk === gvk) this.#endWatch(watch, 'closed');
  }

  put(object: KubeObject): KubeObject {
    const gvk = `${object.apiVersion}/${object.kind}`;
    const store = this.#storeOf(gvk);
    const key = keyOf(refOf(object));
    const before = store.get(key);
    const uid = before?.metadata.uid ?? `uid-${++this.#uids}`;
    const stored: KubeObject = {
      ...object,
      metadata: { ...object.metadata, uid, resourceVersion: this.#format(++this.#version) },
    };
    store.set(key, stored);
    this.#record(gvk, { type: before === undefined ? 'ADDED' : 'MODIFIED', object: stored });
    return stored;
  }

  remove(object: KubeObject): void {
    const gvk = `${object.apiVersion}/${object.kind}`;
    const store = this.#storeOf(gvk);
    const present = store.get(keyOf(refOf(object)));
    if (present === undefined) return;
    store.delete(keyOf(refOf(object)));
    const resourceVersion = this.#format(++this.#version);
    const last = { ...present, metadata: { ...present.metadata, resourceVersion } };
    this.#record(gvk, { type: 'DELETED', object: last });
  }

  peek(type: GroupVersionKind, ref: ObjectRef): KubeObject | undefined {
    return this.#objects.get(formatGvk(type))?.get(keyOf(ref));
  }

  cutWatches(error?: Error): void {
    for (const watch of this.#watches) this.#endWatch(watch, error ?? 'closed');
  }

  compact(): void {
    this.#version += 1;
    this.#compactedAt = this.#version;
  }

  holdEvents(): void {
    this.#visible ??= this.#history.length;
  }

  deliver(count?: number): void {
    const seen = (this.#visible ?? 0) + (count ?? Number.POSITIVE_INFINITY);
    this.#visible = count === undefined ? undefined : Math.min(seen, this.#history.length);
    for (const watch of this.#watches) watch.wake();
  }

  bookmark(): void {
    const resourceVersion = this.version;
    for (const watch of this.#watches) {
      watch.extra.push({ type: 'BOOKMARK', resourceVersion, initialEventsEnd: false });
      watch.wake();
    }
  }

  async resolve(gvk: GroupVersionKind): Promise<ResourceType | undefined> {
    await this.#request({ verb: 'resolve', kind: gvk.kind });
    return this.#types.get(formatGvk(gvk));
  }

  forgetDiscovery(): void {
    this.requests.push({ verb: 'forget', kind: '' });
  }

  async list(type: ResourceType, options: ListOptions): Promise<ListPage> {
    const { continueToken, limit = Number.POSITIVE_INFINITY } = options;
    await this.#request({
      verb: 'list',
      kind: type.kind,
      ...(continueToken === undefined ? {} : { continueToken }),
    });
    const all = [...this.#storeOf(formatGvk(type)).values()].filter(matching(options));
    const from = Number(continueToken ?? 0);
    const items = all.slice(from, from + limit);
    const next = from + items.length;
    const page = { items, resourceVersion: this.version };
    return next < all.length ? { ...page, continueToken: String(next) } : page;
  }

  async *watch(
    type: ResourceType,
    options: WatchOptions,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent> {
    const isWatchList = options.sendInitialEvents === true;
    const { resourceVersion } = options;
    await this.#request({
      verb: isWatchList ? 'watch-list' : 'watch',
      kind: type.kind,
      resourceVersion,
    });
    const gvk = formatGvk(type);
    const store = this.#storeOf(gvk);
    if (isWatchList && this.#options.watchLists === false) {
      throw new OrkError('Invalid', { code: ErrorCode.ApiInvalid });
    }
    const from = isWatchList ? this.#history.length : this.#positionAfter(resourceVersion);
    const watch: OpenWatch = {
      gvk,
      selection: options,
      next: from,
      extra: [],
      end: 'open',
      wake: () => undefined,
    };
    if (isWatchList) {
      for (const object of store.values()) {
        if (matching(options)(object)) watch.extra.push({ type: 'ADDED', object });
      }
      watch.extra.push({
        type: 'BOOKMARK',
        resourceVersion: this.version,
        initialEventsEnd: true,
      });
    }
    yield* this.#follow(watch, signal);
  }

  async get(target: Target): Promise<KubeObject | undefined> {
    await this.#request({ verb: 'get', kind: target.type.kind, name: target.ref.name });
    return this.#storeOf(formatGvk(target.type)).get(keyOf(target.ref));
  }

  async create(type: ResourceType, object: KubeObject): Promise<KubeObject> {
    await this.#request({ verb: 'create', kind: type.kind, name: object.metadata.name });
    if (this.#storeOf(formatGvk(type)).has(keyOf(refOf(object)))) {
      throw new OrkError('Object exists already', { code: ErrorCode.ApiAlreadyExists });
    }
    return this.put(object);
  }

  async replace(target: Target, object: KubeObject): Promise<KubeObject> {
    await this.#request({ verb: 'replace', kind: target.type.kind, name: target.ref.name });
    const present = this.#require(target);
    const { resourceVersion } = object.metadata;
    if (resourceVersion !== undefined && resourceVersion !== present.metadata.resourceVersion) {
      throw new OrkError('Object has been modified', { code: ErrorCode.ApiConflict });
    }
    return this.put(object);
  }

  async apply(target: Target, object: object, _options: ApplyOptions): Promise<KubeObject> {
    await this.#request({ verb: 'apply', kind: target.type.kind, name: target.ref.name });
    const present = this.#storeOf(formatGvk(target.type)).get(keyOf(target.ref));
    return this.put(merged(present ?? emptyObject(target), object));
  }

  async patch(target: Target, patch: object, _options: PatchOptions): Promise<KubeObject> {
    await this.#request({ verb: 'patch', kind: target.type.kind, name: target.ref.name });
    return this.put(merged(this.#require(target), patch));
  }

  async delete(target: Target, options: DeleteOptions): Promise<KubeObject | undefined> {
    await this.#request({ verb: 'delete', kind: target.type.kind, name: target.ref.name });
    const present = this.#storeOf(formatGvk(target.type)).get(keyOf(target.ref));
    if (present === undefined) return undefined;
    if (options.uid !== undefined && options.uid !== present.metadata.uid) {
      throw new OrkError('Uid differs', { code: ErrorCode.ApiConflict });
    }
    this.remove(present);
    return present;
  }

  async *#follow(watch: OpenWatch, signal: AbortSignal): AsyncIterable<WatchEvent> {
    const stop = (): void => this.#endWatch(watch, 'closed');
    if (signal.aborted) return;
    signal.addEventListener('abort', stop, { once: true });
    this.#watches.add(watch);
    try {
      for (;;) {
        if (watch.end instanceof Error) throw watch.end;
        if (watch.end === 'closed') return;
        const event = watch.extra.shift() ?? this.#nextChange(watch);
        if (event !== undefined) yield event;
        else await new Promise<void>((resolve) => Object.assign(watch, { wake: resolve }));
      }
    } finally {
      this.#watches.delete(watch);
      signal.removeEventListener('abort', stop);
    }
  }

  #nextChange(watch: OpenWatch): WatchEvent | undefined {
    const end = this.#visible ?? this.#history.length;
    while (watch.next < end) {
      const change = this.#history[watch.next];
      watch.next += 1;
      if (change?.gvk === watch.gvk && matching(watch.selection)(change.event.object)) {
        return change.event;
      }
    }
    return undefined;
  }

  #positionAfter(resourceVersion: string): number {
    let at = this.#version;
    while (at > 0 && this.#format(at) !== resourceVersion) at -= 1;
    if (at < this.#compactedAt) {
      throw new OrkError('Version is too old', { code: ErrorCode.ApiExpired });
    }
    const found = this.#history.findIndex((change) => change.at > at);
    return found < 0 ? this.#history.length : found;
  }

  #record(gvk: string, event: Change['event']): void {
    this.#history.push({ at: this.#version, gvk, event });
    for (const watch of this.#watches) watch.wake();
  }

  #endWatch(watch: OpenWatch, end: 'closed' | Error): void {
    watch.end = end;
    watch.wake();
  }

  #storeOf(gvk: string): Map<string, KubeObject> {
    const store = this.#objects.get(gvk);
    if (store === undefined) {
      throw new OrkError('Not found', { code: ErrorCode.ApiNotFound, details: { gvk } });
    }
    return store;
  }

  #require(target: Target): KubeObject {
    const present = this.#storeOf(formatGvk(target.type)).get(keyOf(target.ref));
    if (present === undefined) throw new OrkError('Not found', { code: ErrorCode.ApiNotFound });
    return present;
  }

  async #request(request: FakeRequest): Promise<void> {
    this.requests.push(request);
    await this.fault?.(request);
  }

  #format(version: number): string {
    return this.#options.formatVersion?.(version) ?? String(version);
  }
}
