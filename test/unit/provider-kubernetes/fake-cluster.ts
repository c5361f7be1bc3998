import {
  type ApplyOptions,
  type Cluster,
  type DeleteOptions,
  deepEqual,
  ErrorCode,
  formatGvk,
  type GroupVersionKind,
  isObject,
  type KubeObject,
  keyOf,
  type ListOptions,
  type ListPage,
  OrkError,
  type OwnerReference,
  type PatchOptions,
  type ResourceType,
  refOf,
  type Target,
  type WatchEvent,
  type WatchOptions,
} from '../../../core/index.ts';
import { BUILT_IN_KINDS } from '../../../providers/kubernetes/kinds/built-in-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Stored {
  readonly type: ResourceType;
  readonly object: KubeObject;
  /** Leaf paths by manager. */
  readonly owned: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Change {
  readonly type: ResourceType;
  readonly event: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

/**
 * A cluster in memory for the tests of the provider: versions, uids, watches, server-side apply with conflicts,
 * preconditions and foreground deletion. Lists are leaves to it, but for owner references, which each manager has its own of.
 */
export class FakeCluster implements Cluster {
  /** Requests so far by verb. */
  readonly requests: Record<string, number> = {};
  /** What watches have asked for. */
  readonly selections: object[] = [];
  readonly installed: Map<string, ResourceType> = new Map();
  /** Changes every object that is written, as defaulting and webhooks do. */
  normalise: (object: KubeObject) => KubeObject = (object) => object;
  /** Rejects the next writes with these, one each. */
  readonly refusals: OrkError[] = [];
  readonly #stored = new Map<string, Stored>();
  readonly #changes: Change[] = [];
  #wake: (() => void)[] = [];

  constructor() {
    for (const { type } of BUILT_IN_KINDS) this.install(type);
  }

  get writes(): number {
    const { apply = 0, create = 0, delete: deleted = 0, patch = 0, replace = 0 } = this.requests;
    return apply + create + deleted + patch + replace;
  }

  install(type: ResourceType): void {
    this.installed.set(formatGvk(type), type);
  }

  /** Puts an object there as somebody else. */
  put(object: KubeObject, manager = 'somebody'): KubeObject {
    const type = this.#typeOf(object);
    const before = this.#stored.get(storeKey(type, refOf(object)));
    const owned = new Map(before?.owned);
    owned.set(manager, new Set(leavesOf(object).keys()));
    return this.#store(type, object, owned);
  }

  /** Changes an object as somebody else, e.g. with `kubectl edit`. */
  edit(
    target: Target,
    change: (object: KubeObject) => KubeObject,
    manager = 'kubectl',
  ): KubeObject {
    const stored = this.#require(target);
    const after = change(stored.object);
    const before = leavesOf(stored.object);
    const owned = new Map(stored.owned);
    const changed = [...leavesOf(after)].filter(
      ([path, value]) => !deepEqual(before.get(path), value),
    );
    const paths = new Set(changed.map(([path]) => path));
    for (const [name, set] of owned)
      owned.set(name, new Set([...set].filter((each) => !paths.has(each))));
    owned.set(manager, new Set([...(owned.get(manager) ?? []), ...paths]));
    return this.#store(target.type, after, owned);
  }

  /** The object as it is, or nothing; not counted as a request. */
  peek(kind: string, name: string, namespace = 'default'): KubeObject | undefined {
    return [...this.#stored.values()]
      .map(({ object }) => object)
      .find(
        (object) =>
          object.kind === kind &&
          object.metadata.name === name &&
          (object.metadata.namespace ?? '') === namespace,
      );
  }

  /** Lets an object that waits for its dependents go. */
  finish(target: Target): void {
    this.#remove(this.#require(target));
  }

  /** Lets everything go that waits for its dependents. */
  finishAll(): void {
    for (const stored of [...this.#stored.values()]) {
      if (stored.object.metadata.deletionTimestamp !== undefined) this.#remove(stored);
    }
  }

  resolve(gvk: GroupVersionKind): Promise<ResourceType | undefined> {
    return Promise.resolve(this.installed.get(formatGvk(gvk)));
  }

  forgetDiscovery(): void {
    // Nothing is cached here.
  }

  async list(type: ResourceType, options: ListOptions, signal: AbortSignal): Promise<ListPage> {
    this.#count('list', signal);
    return { items: this.#select(type, options), resourceVersion: String(this.#changes.length) };
  }

  async *watch(
    type: ResourceType,
    options: WatchOptions,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    this.#count('watch', signal);
    const { namespace, labelSelector } = options;
    this.selections.push({
      kind: type.kind,
      ...(namespace === undefined ? {} : { namespace }),
      labelSelector,
    });
    let at = this.#changes.length;
    if (options.sendInitialEvents === true) {
      for (const object of this.#select(type, options)) yield { type: 'ADDED', object };
      yield { type: 'BOOKMARK', resourceVersion: String(at), initialEventsEnd: true };
    } else at = Number(options.resourceVersion);
    while (!signal.aborted) {
      for (; at < this.#changes.length; at += 1) {
        const change = this.#changes[at];
        if (change === undefined || formatGvk(change.type) !== formatGvk(type)) continue;
        if (matches(change.object, options)) yield { type: change.event, object: change.object };
      }
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  async get(target: Target, signal: AbortSignal): Promise<KubeObject | undefined> {
    this.#count('get', signal);
    const stored = this.#stored.get(storeKey(target.type, target.ref));
    if (stored === undefined) return undefined;
    const managedFields = [...stored.owned.keys()].map((manager) => ({ manager }));
    return { ...stored.object, metadata: { ...stored.object.metadata, managedFields } };
  }

  async create(type: ResourceType, object: KubeObject, signal: AbortSignal): Promise<KubeObject> {
    this.#write('create', signal);
    if (this.#stored.has(storeKey(type, refOf(object)))) {
      throw failure(ErrorCode.ApiAlreadyExists, `${object.metadata.name} exists`);
    }
    return this.#store(type, object, new Map([['orkestra', new Set(leavesOf(object).keys())]]));
  }

  async replace(target: Target, object: KubeObject, signal: AbortSignal): Promise<KubeObject> {
    this.#write('replace', signal);
    return this.#store(target.type, object, this.#require(target).owned);
  }

  async apply(
    target: Target,
    object: object,
    options: ApplyOptions & { readonly signal: AbortSignal },
  ): Promise<KubeObject> {
    this.#write('apply', options.signal);
    const manager = options.fieldManager ?? 'orkestra';
    const declared = JSON.parse(JSON.stringify(object)) as KubeObject;
    const stored = this.#stored.get(storeKey(target.type, target.ref));
    if (stored !== undefined && options.ifAbsent === true) {
      throw failure(ErrorCode.ApiConflict, 'the object has been modified');
    }
    const leaves = leavesOf(declared);
    if (stored === undefined) {
      return this.#store(target.type, declared, new Map([[manager, new Set(leaves.keys())]]));
    }
    const present = leavesOf(stored.object);
    const conflicts = conflictsOf(stored, manager, { leaves, present });
    if (conflicts.length > 0 && !options.force) {
      throw failure(ErrorCode.ApiConflict, 'Apply failed', { conflicts });
    }
    const owned = new Map(stored.owned);
    for (const { manager: loser, field } of conflicts) {
      owned.set(loser, new Set([...(owned.get(loser) ?? [])].filter((each) => each !== field)));
    }
    const dropped = [...(owned.get(manager) ?? [])].filter(
      (path) =>
        !leaves.has(path) && ![...owned].some(([name, set]) => name !== manager && set.has(path)),
    );
    const kept = keptReferences(stored.object, new Set(dropped));
    refuseSecondController(kept, declared);
    const merged = merge(without(stored.object, new Set(dropped), ''), declared) as KubeObject;
    owned.set(manager, new Set(leaves.keys()));
    return this.#store(target.type, merged, owned);
  }

  async patch(
    target: Target,
    patch: object,
    options: PatchOptions & { readonly signal: AbortSignal },
  ): Promise<KubeObject> {
    this.#write('patch', options.signal);
    const stored = this.#require(target);
    // The fake keeps its owners apart from the object.
    if (options.type === 'json') return stored.object;
    const merged = compact(merge(stored.object, patch as Fields)) as KubeObject;
    const { managedFields, ...metadata } = merged.metadata;
    const kept: readonly unknown[] = Array.isArray(managedFields) ? managedFields : [];
    const names = kept.map((each) => (isObject(each) ? each['manager'] : undefined));
    const owned = new Map(
      [...stored.owned].filter(([name]) => managedFields === undefined || names.includes(name)),
    );
    return this.#store(target.type, { ...merged, metadata }, owned);
  }

  async delete(
    target: Target,
    options: DeleteOptions,
    signal: AbortSignal,
  ): Promise<KubeObject | undefined> {
    this.#write('delete', signal);
    const stored = this.#stored.get(storeKey(target.type, target.ref));
    if (stored === undefined) return undefined;
    const { uid } = stored.object.metadata;
    if (options.uid !== undefined && options.uid !== uid) {
      throw failure(ErrorCode.ApiConflict, 'the UID in the precondition does not match');
    }
    if (options.propagation === 'Foreground') {
      const metadata = { ...stored.object.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' };
      return this.#store(target.type, { ...stored.object, metadata }, stored.owned);
    }
    return this.#remove(stored);
  }

  #select(type: ResourceType, options: ListOptions | WatchOptions): KubeObject[] {
    return [...this.#stored.values()]
      .filter((stored) => formatGvk(stored.type) === formatGvk(type))
      .map(({ object }) => object)
      .filter((object) => matches(object, options));
  }

  #store(
    type: ResourceType,
    object: KubeObject,
    owned: ReadonlyMap<string, ReadonlySet<string>>,
  ): KubeObject {
    const key = storeKey(type, refOf(object));
    const before = this.#stored.get(key);
    const metadata = {
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...object.metadata,
      uid: before?.object.metadata.uid ?? `uid-${this.#changes.length + 1}`,
      resourceVersion: before?.object.metadata.resourceVersion,
    };
    const next = this.normalise({ ...object, metadata } as KubeObject);
    if (before !== undefined && deepEqual(before.object, next)) return before.object;
    const versioned = {
      ...next,
      metadata: { ...next.metadata, resourceVersion: String(this.#changes.length + 1) },
    };
    this.#stored.set(key, { type, object: versioned, owned });
    this.#tell({ type, event: before === undefined ? 'ADDED' : 'MODIFIED', object: versioned });
    return versioned;
  }

  #remove({ type, object }: Stored): KubeObject {
    this.#stored.delete(storeKey(type, refOf(object)));
    const resourceVersion = String(this.#changes.length + 1);
    const last = { ...object, metadata: { ...object.metadata, resourceVersion } };
    this.#tell({ type, event: 'DELETED', object: last });
    return object;
  }

  #tell(change: Change): void {
    this.#changes.push(change);
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }

  #require(target: Target): Stored {
    const stored = this.#stored.get(storeKey(target.type, target.ref));
    if (stored === undefined) throw failure(ErrorCode.ApiNotFound, `${target.ref.name} not found`);
    return stored;
  }

  #typeOf(object: KubeObject): ResourceType {
    const slash = object.apiVersion.indexOf('/');
    const group = slash < 0 ? '' : object.apiVersion.slice(0, slash);
    const version = object.apiVersion.slice(slash + 1);
    const type = this.installed.get(formatGvk({ group, version, kind: object.kind }));
    if (type === undefined) throw new TypeError(`${object.kind} is not installed`);
    return type;
  }

  #count(verb: string, signal: AbortSignal): void {
    if (signal.aborted) throw failure(ErrorCode.Aborted, 'aborted');
    this.requests[verb] = (this.requests[verb] ?? 0) + 1;
  }

  #write(verb: string, signal: AbortSignal): void {
    this.#count(verb, signal);
    const refusal = this.refusals.shift();
    if (refusal !== undefined) throw refusal;
  }
}

/** An error as the client makes it. */
export function failure(code: ErrorCode, text: string, details: object = {}): OrkError {
  return new OrkError('Kubernetes API request failed', { code, details: { text, ...details } });
}

function storeKey(type: ResourceType, ref: { namespace: string; name: string }): string {
  return `${formatGvk(type)}|${keyOf(type.namespaced ? ref : { ...ref, namespace: '' })}`;
}

function matches(object: KubeObject, options: ListOptions | WatchOptions): boolean {
  const { namespace, labelSelector, fieldSelector } = options;
  if (namespace !== undefined && object.metadata.namespace !== namespace) return false;
  if (fieldSelector !== undefined && fieldSelector !== `metadata.name=${object.metadata.name}`) {
    return false;
  }
  const [key = '', value] = labelSelector?.split('=') ?? [];
  return key === '' || object.metadata.labels?.[key] === value;
}

/** Managed leaves of an object by path; identity and status are nobody's. */
function leavesOf(object: Fields): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const visit = (value: unknown, path: string): void => {
    if (isObject(value)) for (const key of Object.keys(value)) visit(value[key], `${path}.${key}`);
    else leaves.set(path, value);
  };
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  visit({ labels: metadata['labels'], annotations: metadata['annotations'] }, '.metadata');
  const references = metadata['ownerReferences'];
  for (const reference of Array.isArray(references) ? references : []) {
    leaves.set(`.metadata.ownerReferences.${String((reference as Fields)['uid'])}`, reference);
  }
  for (const key of Object.keys(object)) {
    if (!['apiVersion', 'kind', 'metadata', 'status'].includes(key)) visit(object[key], `.${key}`);
  }
  for (const [path, value] of [...leaves]) if (value === undefined) leaves.delete(path);
  return leaves;
}

function conflictsOf(
  stored: Stored,
  manager: string,
  {
    leaves,
    present,
  }: { readonly leaves: Map<string, unknown>; readonly present: Map<string, unknown> },
): { readonly manager: string; readonly field: string }[] {
  const conflicts: { manager: string; field: string }[] = [];
  for (const [other, set] of stored.owned) {
    if (other === manager) continue;
    for (const [field, value] of leaves) {
      if (set.has(field) && !deepEqual(present.get(field), value)) {
        conflicts.push({ manager: other, field });
      }
    }
  }
  return conflicts;
}

/** References that stay: a manager that no longer sends its own takes it away. */
function keptReferences(
  { metadata }: KubeObject,
  dropped: ReadonlySet<string>,
): readonly OwnerReference[] {
  const { ownerReferences = [] } = metadata;
  return ownerReferences.filter(({ uid }) => !dropped.has(`.metadata.ownerReferences.${uid}`));
}

function refuseSecondController(kept: readonly OwnerReference[], declared: KubeObject): void {
  const controllers = [...kept, ...(declared.metadata.ownerReferences ?? [])].filter(
    (reference) => reference.controller === true,
  );
  if (new Set(controllers.map(({ uid }) => uid)).size < 2) return;
  throw failure(ErrorCode.ApiInvalid, 'Only one reference can have Controller set to true');
}

function without(value: unknown, dropped: ReadonlySet<string>, path: string): unknown {
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !dropped.has(`${path}.${key}`));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, without(inner, dropped, `${path}.${key}`)]),
  );
}

/** What a merge patch leaves: null takes a field away. */
function compact(value: unknown): unknown {
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, compact(inner)]));
}

function merge(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const key of Object.keys(over)) merged[key] = merge(base[key], over[key]);
  return merged;
}
