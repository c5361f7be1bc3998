import { type KubeObject, keyOf } from '../object/kube-object.ts';
import type { Change } from './change.ts';
import { Collection } from './collection.ts';

export interface ObjectStoreOptions {
  /** Changes kept per collection; a watch from an older revision gets 410. Default 10 000. */
  readonly historySize?: number;
}

/** All objects of the cluster, under one revision counter as in etcd. */
export class ObjectStore {
  readonly #historySize: number;
  readonly #collections = new Map<string, Collection>();
  readonly #listeners = new Set<(change: Change) => void>();
  #revision = 1;

  constructor(options: ObjectStoreOptions = {}) {
    this.#historySize = options.historySize ?? 10_000;
  }

  /** The revision of the last write. */
  get revision(): number {
    return this.#revision;
  }

  collection(name: string): Collection {
    const found = this.#collections.get(name);
    if (found !== undefined) return found;
    const created = new Collection(this.#historySize, this.#revision);
    this.#collections.set(name, created);
    return created;
  }

  collections(): ReadonlyMap<string, Collection> {
    return this.#collections;
  }

  /** Writes the object under the next revision and returns what is now stored. */
  put(collection: string, object: KubeObject): KubeObject {
    const target = this.collection(collection);
    const previous = target.get(keyOf(object));
    this.#revision += 1;
    const stored = withRevision(object, this.#revision);
    const type = previous === undefined ? 'ADDED' : 'MODIFIED';
    this.#record({ type, collection, revision: this.#revision, object: stored, previous });
    return stored;
  }

  /** Removes the object and returns its last state. */
  remove(collection: string, key: string): KubeObject | undefined {
    const previous = this.collection(collection).get(key);
    if (previous === undefined) return undefined;
    this.#revision += 1;
    const object = withRevision(previous, this.#revision);
    this.#record({ type: 'DELETED', collection, revision: this.#revision, object, previous });
    return object;
  }

  /** Forgets all history, so that every older resourceVersion is answered with 410. */
  compact(): void {
    this.#revision += 1;
    for (const collection of this.#collections.values()) collection.history.compact(this.#revision);
  }

  /** Calls the listener on every change until the returned function is called. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #record(change: Change): void {
    this.collection(change.collection).record(change);
    for (const listener of this.#listeners) listener(change);
  }
}

function withRevision(object: KubeObject, revision: number): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
}
