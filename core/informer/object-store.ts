import type { KubeObject, ObjectRef } from '../object/kube-object.ts';
import type { InformerEvent } from './informer-event.ts';
import type { Indexer } from './secondary-index.ts';

/** Objects of one kind as last seen, our own writes included. Snapshots are frozen: copy to change. */
export interface ObjectStore {
  readonly size: number;
  get(ref: ObjectRef): KubeObject | undefined;
  getByKey(key: string): KubeObject | undefined;
  /** All, or those of one namespace, in no particular order. */
  list(namespace?: string): readonly KubeObject[];
  keys(): IterableIterator<string>;
  /** Objects under a value of an index; {@link OWNER_UID_INDEX} is always there. */
  byIndex(index: string, value: string): readonly KubeObject[];
  /** Adds an index over what is and what comes; an index of that name stays as it is. */
  addIndex(name: string, indexer: Indexer): void;
  /**
   * Shows the answer to a write of our own until the watch delivers that version or a newer one, so that what is
   * read after a write is never older than the write.
   */
  overlay(object: KubeObject): void;
  /** Hides an object that a delete of our own removed; a new one of that name has another uid and is shown. */
  overlayDeleted(ref: ObjectRef, uid?: string): void;
}

/** A list in the making: what it does not hold is deleted when it is complete. */
export interface Replacement {
  add(object: KubeObject): InformerEvent | undefined;
  remove(object: KubeObject): InformerEvent | undefined;
  /** Tells what is gone. */
  commit(resourceVersion: string): readonly InformerEvent[];
}

/** The side of the store that belongs to the reflector. */
export interface StoreWriter {
  apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject): InformerEvent | undefined;
  /** All events up to the version have been delivered. */
  bookmark(resourceVersion: string): void;
  beginReplacement(): Replacement;
  /** As {@link ObjectStore.overlay}, for a write whose event is known to be still to come to {@link StoreWriter.apply}. */
  overlayAhead(object: KubeObject): void;
  /** Empties the store, e.g. because the kind is gone. */
  clear(): readonly InformerEvent[];
}
