import { type KubeObject, keyOf } from '../object/kube-object.ts';
import type { Change } from './change.ts';

/** The most recent changes of one collection, from which watches resume and past states are rebuilt. */
export class ChangeHistory {
  readonly #capacity: number;
  #changes: Change[] = [];
  /** Every change after this revision is still here. */
  #completeAfter: number;

  /**
   * @param capacity - Changes kept.
   * @param startRevision - The revision of the store when the collection came to be.
   */
  constructor(capacity: number, startRevision: number) {
    this.#capacity = capacity;
    this.#completeAfter = startRevision;
  }

  append(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length <= this.#capacity * 2) return;
    const dropped = this.#changes.splice(0, this.#changes.length - this.#capacity);
    this.#completeAfter = dropped.at(-1)?.revision ?? this.#completeAfter;
  }

  /** Forgets all changes, as compaction does. */
  compact(revision: number): void {
    this.#changes = [];
    this.#completeAfter = revision;
  }

  /** The oldest revision a reader can continue from. */
  get oldestRevision(): number {
    return this.#completeAfter;
  }

  /** The changes after the revision, or undefined when some of them are forgotten. */
  after(revision: number): readonly Change[] | undefined {
    if (revision < this.#completeAfter) return undefined;
    const first = this.#changes.findIndex((change) => change.revision > revision);
    return first === -1 ? [] : this.#changes.slice(first);
  }

  /** Undoes on `objects` what happened after the revision; undefined when that is forgotten. */
  rewind(
    objects: ReadonlyMap<string, KubeObject>,
    revision: number,
  ): ReadonlyMap<string, KubeObject> | undefined {
    const later = this.after(revision);
    if (later === undefined) return undefined;
    if (later.length === 0) return objects;
    const past = new Map(objects);
    for (const change of [...later].reverse()) {
      if (change.previous === undefined) past.delete(keyOf(change.object));
      else past.set(keyOf(change.object), change.previous);
    }
    return past;
  }
}
