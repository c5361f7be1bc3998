import type { WatchEvent } from '../cluster/cluster.ts';
import type { KubeObject } from '../object/kube-object.ts';

/** Where a reflector puts what it sees. */
export interface ReflectorSink {
  apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject): void;
  bookmark(resourceVersion: string): void;
  /** Begins a list; what was begun before and not committed is abandoned. */
  beginReplacement(): SinkReplacement;
  /** A list is complete and a watch follows. */
  synced(): void;
}

/** A list on its way into the sink. */
export interface SinkReplacement {
  add(object: KubeObject): void;
  remove(object: KubeObject): void;
  commit(resourceVersion: string): void;
}

/** The world as of a version, delivered to the sink. */
export interface InitialState {
  readonly resourceVersion: string;
  /** The watch that goes on from there, when one request brought both. */
  readonly stream?: AsyncIterable<WatchEvent>;
}
