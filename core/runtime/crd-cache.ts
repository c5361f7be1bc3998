import type { Selection } from '../cluster/cluster.ts';
import type {
  InformerRequest,
  SharedInformerState,
  Subscription,
} from '../informer/informer-request.ts';
import type { InformerSet } from '../informer/informer-set.ts';
import type { CrdProgram } from '../program/program.ts';
import type { ControllerStore } from './crd-controller.ts';

/** The cache of a CRD's custom resources: empty until it is followed. */
export interface CrdCache {
  readonly store: ControllerStore;
  status(): Pick<SharedInformerState, 'phase' | 'reason'>;
  /** Fills it and hears what happens; what is known already is told at once. */
  follow(hear: Pick<InformerRequest, 'onEvent' | 'onState'>): void;
  release(): void;
}

/** Creates the cache of a CRD; nothing is asked for yet. */
export function createCrdCache(crd: CrdProgram, informers: InformerSet): CrdCache {
  let feed: Subscription | undefined;
  return {
    store: {
      get size() {
        return feed?.store.size ?? 0;
      },
      get: (ref) => feed?.store.get(ref),
      list: () => feed?.store.list() ?? [],
      overlay: (object) => feed?.store.overlay(object),
    },
    status: () => feed?.status() ?? { phase: 'syncing', reason: '' },
    follow(hear) {
      feed = informers.subscribe({ gvk: crd.gvk, selection: selectionOf(crd), ...hear });
    },
    release: () => feed?.release(),
  };
}

function selectionOf({ watch }: CrdProgram): Selection {
  const { namespace, labelSelector, fieldSelector } = watch;
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
}
