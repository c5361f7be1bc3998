import type { Clock } from '../clock.ts';
import type { Cluster, Selection } from '../cluster/cluster.ts';
import type { Logger } from '../log.ts';
import type { GroupVersionKind } from '../object/gvk.ts';
import type { InformerStatus } from './informer.ts';
import type { InformerListener } from './informer-event.ts';
import type { ObjectStore } from './object-store.ts';
import type { ReflectorSettings } from './reflector.ts';
import type { Indexer } from './secondary-index.ts';
import type { Transform } from './transform.ts';

/** Where a shared informer stands. */
export interface SharedInformerState extends InformerStatus {
  readonly gvk: GroupVersionKind;
  /** `missing`: the kind is not installed; `syncing`: being listed for the first time; `synced`: the store is complete. */
  readonly phase: 'missing' | 'syncing' | 'synced';
  /** Why it is not synced; `''` otherwise. */
  readonly reason: string;
}

/** Options of {@link createInformerSet}. */
export interface InformerSetOptions extends ReflectorSettings {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Logger;
  readonly transform?: Transform;
}

/** What a subscriber wants to see. */
export interface InformerRequest {
  readonly gvk: GroupVersionKind;
  /** Default: all objects of the kind. */
  readonly selection?: Selection;
  readonly indexers?: Readonly<Record<string, Indexer>>;
  /** Hears changes; for what the store holds already, `added` at once. */
  readonly onEvent?: InformerListener;
  /** Hears when the kind comes, is complete, or goes. */
  readonly onState?: (state: SharedInformerState) => void;
}

/** A share in an informer. */
export interface Subscription {
  readonly store: ObjectStore;
  status(): SharedInformerState;
  /** Resolves to `true` when the store is complete, to `false` when aborted before. */
  whenSynced(signal: AbortSignal): Promise<boolean>;
  /** Ends the share; the last one stops the informer. */
  release(): void;
}
