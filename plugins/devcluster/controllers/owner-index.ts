import type { KubeObject } from '../object/kube-object.ts';
import type { Change } from '../storage/change.ts';
import type { ObjectStore } from '../storage/object-store.ts';

/** An object with the collection it is in. */
export interface IndexedObject {
  readonly collection: string;
  readonly object: KubeObject;
}

/** Finds objects by uid and dependents by the uid of their owner. */
export class OwnerIndex {
  readonly #byUid = new Map<string, IndexedObject>();
  readonly #dependents = new Map<string, Set<string>>();

  constructor(store: ObjectStore) {
    for (const [name, collection] of store.collections()) {
      for (const object of collection.list()) this.#add({ collection: name, object });
    }
    store.listen((change) => this.#take(change));
  }

  get(uid: string): IndexedObject | undefined {
    return this.#byUid.get(uid);
  }

  dependentsOf(ownerUid: string): readonly IndexedObject[] {
    const uids = [...(this.#dependents.get(ownerUid) ?? [])];
    return uids.map((uid) => this.#byUid.get(uid)).filter((entry) => entry !== undefined);
  }

  #take({ type, collection, object, previous }: Change): void {
    if (previous !== undefined) this.#remove(previous);
    if (type !== 'DELETED') this.#add({ collection, object });
  }

  #add(entry: IndexedObject): void {
    const { uid, ownerReferences = [] } = entry.object.metadata;
    if (uid === undefined) return;
    this.#byUid.set(uid, entry);
    for (const owner of ownerReferences) {
      const dependents = this.#dependents.get(owner.uid) ?? new Set();
      this.#dependents.set(owner.uid, dependents.add(uid));
    }
  }

  #remove({ metadata }: KubeObject): void {
    if (metadata.uid === undefined) return;
    this.#byUid.delete(metadata.uid);
    for (const owner of metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(owner.uid);
      dependents?.delete(metadata.uid);
      if (dependents?.size === 0) this.#dependents.delete(owner.uid);
    }
  }
}
