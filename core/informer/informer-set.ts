import { setMaxListeners } from 'node:events';
import { formatGvk, type GroupVersionKind } from '../object/gvk.ts';
import type { KubeObject, ObjectRef } from '../object/kube-object.ts';
import { createWake } from '../queue/wake.ts';
import type {
  InformerRequest,
  InformerSetOptions,
  SharedInformerState,
  Subscription,
} from './informer-request.ts';
import { SharedInformer } from './shared-informer.ts';
import type { OwnWrite } from './write-gate.ts';

/**
 * One informer per kind and selection, however many want it. A kind that is not installed is waited for; one whose
 * definition is deleted empties its store and is waited for again (katalog-language §16).
 */
export interface InformerSet {
  subscribe(request: InformerRequest): Subscription;
  /** Runs the informers until aborted; subscriptions may come and go meanwhile. */
  run(signal: AbortSignal): Promise<void>;
  /** Announces a write of our own to every cache of the kind; `showOwnWrites` does so for a whole cluster. */
  beginWrite(gvk: GroupVersionKind, ref: ObjectRef): OwnWrite;
  /** Shows an own write in every store of the kind whose namespace it belongs to ({@link ObjectStore.overlay}). */
  overlay(object: KubeObject, gvk: GroupVersionKind): void;
  /** Hides what an own delete removed ({@link ObjectStore.overlayDeleted}). */
  overlayDeleted(gvk: GroupVersionKind, ref: ObjectRef, uid?: string): void;
  states(): readonly SharedInformerState[];
}

/** Creates an empty set; nothing runs before {@link InformerSet.run}. */
export function createInformerSet(options: InformerSetOptions): InformerSet {
  const shared = new Map<string, SharedInformer>();
  const wake = createWake(options.clock);
  const running = new Set<Promise<void>>();
  let pending: SharedInformer[] = [];

  const covering = (gvk: GroupVersionKind, namespace: string): readonly SharedInformer[] =>
    [...shared.values()].filter((informer) => informer.covers(gvk, namespace));
  const release = (key: string, informer: SharedInformer): void => {
    if (informer.isWanted) return;
    informer.stop();
    if (shared.get(key) === informer) shared.delete(key);
  };
  const start = (signal: AbortSignal): void => {
    for (const informer of pending) {
      const run: Promise<void> = informer.run(signal).finally(() => running.delete(run));
      running.add(run);
    }
    pending = [];
  };

  return {
    subscribe(request) {
      const key = shareKey(request);
      let informer = shared.get(key);
      if (informer === undefined) {
        informer = new SharedInformer(options, request);
        shared.set(key, informer);
        pending.push(informer);
        wake.wake();
      }
      const owned = informer;
      return owned.subscribe(request, () => release(key, owned));
    },
    async run(signal) {
      // Every informer listens to it; Node warns of a leak from eleven on.
      setMaxListeners(0, signal);
      while (!signal.aborted) {
        start(signal);
        await wake.wait(undefined, signal);
      }
      await Promise.all(running);
    },
    beginWrite(gvk, ref) {
      const writes = covering(gvk, ref.namespace).map((informer) => informer.beginWrite(ref));
      return {
        settle(answer) {
          for (const write of writes) write.settle(answer);
        },
        settleDeleted(uid) {
          for (const write of writes) write.settleDeleted(uid);
        },
      };
    },
    overlay(object, gvk) {
      for (const { store } of covering(gvk, object.metadata.namespace ?? '')) store.overlay(object);
    },
    overlayDeleted(gvk, ref, uid) {
      for (const { store } of covering(gvk, ref.namespace)) store.overlayDeleted(ref, uid);
    },
    states: () => [...shared.values()].map((informer) => informer.state()),
  };
}

function shareKey({ gvk, selection = {} }: InformerRequest): string {
  const { namespace = '', labelSelector = '', fieldSelector = '' } = selection;
  return [formatGvk(gvk), namespace, labelSelector, fieldSelector].join('|');
}
