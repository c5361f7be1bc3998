import type { KubeObject } from '../object/kube-object.ts';

/** One write, as history and listeners see it. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** The collection: group and plural name, shared by all versions of a kind. */
  readonly collection: string;
  readonly revision: number;
  /** The state after the write; for a deletion the last state, with the revision of the deletion. */
  readonly object: KubeObject;
  /** The state before the write. */
  readonly previous: KubeObject | undefined;
}
