import { type KubeObject, keyOf, type ObjectRef, refOf } from '../object/kube-object.ts';
import { createDeliveredVersions } from './delivered-versions.ts';
import type { InformerEvent } from './informer-event.ts';
import type { ObjectStore, Replacement, StoreWriter } from './object-store.ts';
import { OWNER_UID_INDEX, ownerUidsOf } from './owner-index.ts';
import { compareVersions } from './resource-version.ts';
import { createSecondaryIndex, type Indexer, type SecondaryIndex } from './secondary-index.ts';
import { isEchoOf, isSettledBy, type Shadow, type Told } from './shadow.ts';
import { dropManagedFields, freezeMaps, type Transform } from './transform.ts';

/** Options of {@link createObjectStore}. */
export interface ObjectStoreOptions {
  /** Default {@link dropManagedFields}. */
  readonly transform?: Transform;
  /** Beside {@link OWNER_UID_INDEX}. */
  readonly indexers?: Readonly<Record<string, Indexer>>;
}

/** Creates an empty store. */
export function createObjectStore(options: ObjectStoreOptions = {}): ObjectStore & StoreWriter {
  return new ShadowedStore(options);
}

/** Readers see `#current`; while an own write shadows a key, what the watch says waits in the shadow. */
class ShadowedStore implements ObjectStore, StoreWriter {
  readonly #transform: Transform;
  readonly #current = new Map<string, KubeObject>();
  readonly #shadows = new Map<string, Shadow>();
  readonly #indexes = new Map<string, SecondaryIndex>();
  #delivered = createDeliveredVersions();
  #writes = 0;

  constructor(options: ObjectStoreOptions) {
    const transform = options.transform ?? dropManagedFields;
    this.#transform = (object) => freezeMaps(transform(object));
    this.addIndex(OWNER_UID_INDEX, ownerUidsOf);
    for (const [name, indexer] of Object.entries(options.indexers ?? {})) {
      this.addIndex(name, indexer);
    }
  }

  get size(): number {
    return this.#current.size;
  }

  get(ref: ObjectRef): KubeObject | undefined {
    return this.#current.get(keyOf(ref));
  }

  getByKey(key: string): KubeObject | undefined {
    return this.#current.get(key);
  }

  list(namespace?: string): readonly KubeObject[] {
    const all = [...this.#current.values()];
    if (namespace === undefined) return all;
    return all.filter((object) => (object.metadata.namespace ?? '') === namespace);
  }

  keys(): IterableIterator<string> {
    return this.#current.keys();
  }

  byIndex(index: string, value: string): readonly KubeObject[] {
    const found: KubeObject[] = [];
    const known = this.#indexes.get(index);
    if (known === undefined) throw new TypeError(`No index ${index}`);
    for (const key of known.keysOf(value)) {
      const object = this.#current.get(key);
      if (object !== undefined) found.push(object);
    }
    return found;
  }

  addIndex(name: string, indexer: Indexer): void {
    if (this.#indexes.has(name)) return;
    const index = createSecondaryIndex(indexer);
    for (const [key, object] of this.#current) index.replace(key, undefined, object);
    this.#indexes.set(name, index);
  }

  overlay(object: KubeObject): void {
    if (!this.#delivered.has(object.metadata.resourceVersion ?? '')) this.overlayAhead(object);
  }

  overlayAhead(object: KubeObject): void {
    const { uid, resourceVersion: version = '' } = object.metadata;
    const key = keyOf(refOf(object));
    const shadow = this.#shadows.get(key);
    if (shadow?.isTombstone === true && shadow.uid === uid) return;
    // Answers may come in another order than the writes were made.
    if (shadow !== undefined && (compareVersions(version, shadow.version) ?? 1) <= 0) return;
    const base = shadow === undefined ? this.#current.get(key) : shadow.base;
    this.#shadows.set(key, { isTombstone: false, uid, version, order: ++this.#writes, base });
    this.#set(key, this.#transform(object));
  }

  overlayDeleted(ref: ObjectRef, uid?: string): void {
    const key = keyOf(ref);
    const present = this.#current.get(key);
    // Gone already: the watch was faster than the answer to the delete.
    if (present === undefined || (uid !== undefined && present.metadata.uid !== uid)) return;
    const shadow = this.#shadows.get(key);
    this.#shadows.set(key, {
      isTombstone: true,
      uid: present.metadata.uid,
      version: present.metadata.resourceVersion ?? '',
      order: ++this.#writes,
      base: shadow === undefined ? present : shadow.base,
    });
    this.#set(key, undefined);
  }

  apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject): InformerEvent | undefined {
    const version = object.metadata.resourceVersion ?? '';
    this.#delivered.add(version);
    const told: Told = { isDeleted: type === 'DELETED', uid: object.metadata.uid, version };
    const key = keyOf(refOf(object));
    return this.#tell(key, this.#shadowing(key, told) ?? this.#transform(object), told);
  }

  bookmark(resourceVersion: string): void {
    this.#delivered.add(resourceVersion);
    for (const [key, shadow] of this.#shadows) {
      // The write has passed by without matching the selection of the watch.
      if (!shadow.isTombstone && this.#delivered.has(shadow.version)) this.#lift(key, shadow);
    }
  }

  beginReplacement(): Replacement {
    const seen = new Set<string>();
    const writesBefore = this.#writes;
    return {
      add: (object) => {
        seen.add(keyOf(refOf(object)));
        const version = object.metadata.resourceVersion ?? '';
        const told: Told = { isDeleted: false, uid: object.metadata.uid, version };
        return this.#tell(keyOf(refOf(object)), this.#transform(object), told);
      },
      remove: (object) => {
        seen.delete(keyOf(refOf(object)));
        return this.apply('DELETED', object);
      },
      commit: (resourceVersion) => {
        this.#delivered.add(resourceVersion);
        const events = this.#removeUnseen(seen);
        this.#liftListed(resourceVersion, writesBefore);
        return events;
      },
    };
  }

  clear(): readonly InformerEvent[] {
    this.#delivered = createDeliveredVersions();
    const events = [...this.#current.values()].map(
      (object): InformerEvent => ({ type: 'deleted', object, isEcho: false }),
    );
    for (const key of [...this.#current.keys()]) this.#set(key, undefined);
    this.#shadows.clear();
    return events;
  }

  /** The own write that the watch repeats: kept as it is, so that it is neither transformed nor held twice. */
  #shadowing(key: string, told: Told): KubeObject | undefined {
    const shadow = this.#shadows.get(key);
    if (shadow === undefined || shadow.isTombstone || !isEchoOf(shadow, told)) return undefined;
    return this.#current.get(key);
  }

  #tell(key: string, object: KubeObject, told: Told): InformerEvent | undefined {
    const shadow = this.#shadows.get(key);
    const before = shadow === undefined ? this.#current.get(key) : shadow.base;
    const after = told.isDeleted ? undefined : object;
    if (shadow === undefined) {
      this.#set(key, after);
    } else {
      shadow.base = after;
      if (isSettledBy(shadow, told)) this.#lift(key, shadow);
    }
    const isEcho = shadow !== undefined && isEchoOf(shadow, told);
    return eventOf(before, after, isEcho);
  }

  /** From here on the watch is believed again. */
  #lift(key: string, shadow: Shadow): void {
    this.#shadows.delete(key);
    this.#set(key, shadow.base);
  }

  #removeUnseen(seen: ReadonlySet<string>): readonly InformerEvent[] {
    const events: InformerEvent[] = [];
    for (const [key, object] of [...this.#current]) {
      if (seen.has(key) || this.#shadows.has(key)) continue;
      this.#set(key, undefined);
      events.push({ type: 'deleted', object, isEcho: false });
    }
    for (const [key, shadow] of this.#shadows) {
      if (seen.has(key) || shadow.base === undefined) continue;
      events.push({ type: 'deleted', object: shadow.base, isEcho: shadow.isTombstone });
      shadow.base = undefined;
    }
    return events;
  }

  /** A list holds all writes up to its version; where versions do not tell, those answered before it began. */
  #liftListed(listVersion: string, writesBefore: number): void {
    for (const [key, shadow] of this.#shadows) {
      const order = shadow.isTombstone ? undefined : compareVersions(listVersion, shadow.version);
      const isListed = order === undefined ? shadow.order <= writesBefore : order >= 0;
      if (isListed) this.#lift(key, shadow);
    }
  }

  #set(key: string, object: KubeObject | undefined): void {
    const before = this.#current.get(key);
    if (before === object) return;
    if (object === undefined) this.#current.delete(key);
    else this.#current.set(key, object);
    for (const index of this.#indexes.values()) index.replace(key, before, object);
  }
}

function eventOf(
  before: KubeObject | undefined,
  after: KubeObject | undefined,
  isEcho: boolean,
): InformerEvent | undefined {
  if (after === undefined) return before && { type: 'deleted', object: before, isEcho };
  if (before === undefined) return { type: 'added', object: after, isEcho };
  // A list after a cut repeats what is known.
  if (before.metadata.resourceVersion === after.metadata.resourceVersion) return undefined;
  return { type: 'updated', object: after, previous: before, isEcho };
}
