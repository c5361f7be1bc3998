import type { Clock } from '../../clock.ts';
import type { Cluster, ResourceType } from '../../cluster/cluster.ts';
import { ErrorCode, isOrkError, textOf } from '../../errors.ts';
import { createReflector } from '../../informer/reflector.ts';
import type { ReflectorSink } from '../../informer/reflector-sink.ts';
import type { Logger } from '../../log.ts';
import { type KubeObject, keyOf, refOf } from '../../object/kube-object.ts';
import { createWake } from '../../queue/wake.ts';

/** What a watch of finalizers needs. */
export interface FinalizerWatchOptions {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  /** Absent: all. */
  readonly namespace: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the metadata say that an object is ours to release and nobody works on it. */
  readonly isAbandoned: (object: KubeObject) => boolean;
  /** An abandoned object was found or has changed. */
  readonly found: (object: KubeObject) => void;
  /** One that was found is gone, released, or worked on again. */
  readonly gone: (key: string) => void;
  /** Objects cannot be listed. */
  readonly refused: (reason: string) => void;
}

/** Finds objects that carry our finalizer and that nobody works on. */
export interface FinalizerWatch {
  /** Lists; and watches, for as long as there are such objects. Until aborted. */
  run(signal: AbortSignal): Promise<void>;
  /** Something may have come: lists again, unless it watches anyway. */
  look(): void;
}

/** Creates the watch; it keeps the metadata of abandoned objects and of no others. */
export function createFinalizerWatch(options: FinalizerWatchOptions): FinalizerWatch {
  const { clock, cluster, found, gone, isAbandoned, log, namespace, refused, type } = options;
  const wake = createWake(clock);
  const known = new Set<string>();
  let isWanted = true;
  let isListed = false;
  let round = new AbortController();

  const see = (object: KubeObject): void => {
    const key = keyOf(refOf(object));
    if (isAbandoned(object)) {
      known.add(key);
      found(object);
    } else lose(key);
  };
  const lose = (key: string): void => {
    if (known.delete(key)) gone(key);
  };
  const endWhenEmpty = (): void => {
    if (known.size === 0) round.abort();
  };
  const sink: ReflectorSink = {
    apply(kind, object) {
      if (kind === 'DELETED') lose(keyOf(refOf(object)));
      else see(object);
      if (isListed) endWhenEmpty();
    },
    bookmark: () => undefined,
    beginReplacement() {
      const seen = new Set<string>();
      return {
        add(object) {
          seen.add(keyOf(refOf(object)));
          see(object);
        },
        remove(object) {
          seen.delete(keyOf(refOf(object)));
          lose(keyOf(refOf(object)));
        },
        commit() {
          for (const key of [...known]) if (!seen.has(key)) lose(key);
        },
      };
    },
    synced() {
      isListed = true;
      endWhenEmpty();
    },
  };
  const endsOn = (error: unknown): boolean => {
    const isForbidden = isOrkError(error, ErrorCode.ApiForbidden);
    if (isForbidden) refused(textOf(error));
    return isForbidden;
  };

  return {
    look() {
      isWanted = true;
      wake.wake();
    },
    async run(signal) {
      while (!signal.aborted) {
        if (!isWanted) {
          await wake.wait(undefined, signal);
          continue;
        }
        isWanted = false;
        isListed = false;
        round = new AbortController();
        const both = AbortSignal.any([signal, round.signal]);
        const selection = {
          isMetadataOnly: true,
          ...(namespace === undefined ? {} : { namespace }),
        };
        await createReflector({ cluster, type, selection, clock, log, sink, endsOn }).run(both);
      }
    },
  };
}
