import type { Clock } from '../clock.ts';
import type { Cluster, ResourceType, Selection } from '../cluster/cluster.ts';
import type { Logger } from '../log.ts';
import type { ObjectRef } from '../object/kube-object.ts';
import { createObjectStore } from './create-object-store.ts';
import type { InformerEvent, InformerListener } from './informer-event.ts';
import { isSelected } from './is-selected.ts';
import type { ObjectStore, Replacement, StoreWriter } from './object-store.ts';
import {
  createReflector,
  type Reflector,
  type ReflectorSettings,
  type ReflectorStatus,
} from './reflector.ts';
import type { ReflectorSink } from './reflector-sink.ts';
import type { Indexer } from './secondary-index.ts';
import type { Transform } from './transform.ts';
import { createWriteGate, type OwnWrite } from './write-gate.ts';

/** Options of {@link createInformer}. */
export interface InformerOptions extends ReflectorSettings {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  /** Default: all objects of the type. */
  readonly selection?: Selection;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onEvent?: InformerListener;
  readonly indexers?: Readonly<Record<string, Indexer>>;
  /** Applied before an object is cached. Default `dropManagedFields`. */
  readonly transform?: Transform;
  /** Where objects are kept. Default: a store of its own, with the indexers and the transform. */
  readonly store?: ObjectStore & StoreWriter;
  /** Called whenever a list is complete. */
  readonly onSynced?: () => void;
}

/** State of an informer, for health and metrics. */
export interface InformerStatus extends ReflectorStatus {
  /** The store has been complete at least once since the informer ran. */
  readonly hasSynced: boolean;
  readonly objects: number;
}

/** A store that follows the cluster, and its events. */
export interface Informer {
  readonly store: ObjectStore;
  /** Runs until aborted; `'missing'` when the server says that there is no such kind. The store stays as it is. */
  run(signal: AbortSignal): Promise<'aborted' | 'missing'>;
  /** Announces a write of our own, so that its event is told as an echo. */
  beginWrite(ref: ObjectRef): OwnWrite;
  /** Resolves when the store is complete for the first time. Never rejects, and stays open if it never is. */
  readonly hasSynced: Promise<void>;
  status(): InformerStatus;
}

/** Creates an informer; nothing runs before {@link Informer.run}. */
export function createInformer(options: InformerOptions): Informer {
  const store = options.store ?? createObjectStore(options);
  const sync = createLatch();
  const tell = (event: InformerEvent | undefined): void => {
    if (event === undefined) return;
    try {
      options.onEvent?.(event);
    } catch (err) {
      options.log.error({ err }, 'informer listener failed');
    }
  };
  const selection = options.selection ?? {};
  const gate = createWriteGate(store, tell, (object) => isSelected(selection, object));
  const sink: ReflectorSink = {
    apply: (type, object) => gate.pass(type, object),
    bookmark: (version) => gate.bookmark(version),
    beginReplacement() {
      gate.flush();
      return tellingReplacement(store.beginReplacement(), tell);
    },
    synced() {
      sync.open();
      options.onSynced?.();
    },
  };
  const reflector: Reflector = createReflector({ ...options, selection, sink });
  return {
    store,
    async run(signal) {
      try {
        return await reflector.run(signal);
      } finally {
        gate.flush();
      }
    },
    beginWrite: (ref) => gate.begin(ref),
    hasSynced: sync.opened,
    status: () => ({ ...reflector.status(), hasSynced: sync.isOpen(), objects: store.size }),
  };
}

function tellingReplacement(
  replacement: Replacement,
  tell: (event: InformerEvent | undefined) => void,
): ReturnType<ReflectorSink['beginReplacement']> {
  return {
    add: (object) => tell(replacement.add(object)),
    remove: (object) => tell(replacement.remove(object)),
    commit(version) {
      for (const event of replacement.commit(version)) tell(event);
    },
  };
}

interface Latch {
  readonly opened: Promise<void>;
  readonly open: () => void;
  readonly isOpen: () => boolean;
}

function createLatch(): Latch {
  let isOpen = false;
  let release: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    opened,
    open() {
      isOpen = true;
      release();
    },
    isOpen: () => isOpen,
  };
}
