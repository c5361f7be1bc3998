import { type KubeObject, keyOf } from '../object/kube-object.ts';
import type { Change } from './change.ts';
import { ChangeHistory } from './change-history.ts';

/** The objects of one resource with their recent changes. */
export class Collection {
  readonly history: ChangeHistory;
  readonly #objects = new Map<string, KubeObject>();
  readonly #listeners = new Set<(change: Change) => void>();
  #sorted: readonly KubeObject[] | undefined;

  constructor(historySize: number, startRevision: number) {
    this.history = new ChangeHistory(historySize, startRevision);
  }

  get(key: string): KubeObject | undefined {
    return this.#objects.get(key);
  }

  /** All objects in no particular order, without the cost of sorting. */
  values(): Iterable<KubeObject> {
    return this.#objects.values();
  }

  /** All objects in the order of their keys, which is the order of lists. */
  list(): readonly KubeObject[] {
    this.#sorted ??= sortByKey(this.#objects);
    return this.#sorted;
  }

  /** The objects as they were at the revision; undefined when the history does not reach back so far. */
  listAt(revision: number): readonly KubeObject[] | undefined {
    const past = this.history.rewind(this.#objects, revision);
    if (past === this.#objects) return this.list();
    return past === undefined ? undefined : sortByKey(past);
  }

  /** Takes in a change and tells those who listen. */
  record(change: Change): void {
    const key = keyOf(change.object);
    if (change.type === 'DELETED') this.#objects.delete(key);
    else this.#objects.set(key, change.object);
    this.#sorted = undefined;
    this.history.append(change);
    for (const listener of this.#listeners) listener(change);
  }

  /** Calls the listener on each change until the returned function is called. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function sortByKey(objects: ReadonlyMap<string, KubeObject>): readonly KubeObject[] {
  return [...objects]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, object]) => object);
}
