import {
  apiVersionOf,
  type Cluster,
  ErrorCode,
  type KubeObject,
  OrkError,
  type ResourceType,
} from '../../../core/index.ts';
import { loadKubernetesApi } from '../../../schemas/index.ts';

/** A cluster that is not there: it knows the built-in kinds, holds nothing, and keeps what is written to it. */
export interface OfflineCluster extends Cluster {
  /** What was created or applied, in order. */
  readonly written: readonly KubeObject[];
}

/** Creates one; `types` are known besides the built-in kinds. */
export function createOfflineCluster(types: readonly ResourceType[] = []): OfflineCluster {
  const written: KubeObject[] = [];
  const keep = async (object: object): Promise<KubeObject> => {
    const kept = object as KubeObject; // providers send whole objects
    written.push(kept);
    return {
      ...kept,
      metadata: { resourceVersion: '1', uid: `offline-${written.length}`, ...kept.metadata },
    };
  };
  return {
    written,
    async resolve(gvk) {
      const { resources } = await loadKubernetesApi();
      const all: readonly ResourceType[] = [
        ...types,
        ...resources.map((each) => ({
          ...each,
          subresources: each.subresources.map(({ name }) => name),
        })),
      ];
      return all.find((each) => each.kind === gvk.kind && apiVersionOf(each) === apiVersionOf(gvk));
    },
    forgetDiscovery: () => undefined,
    list: async () => ({ items: [], resourceVersion: '1' }),
    async *watch(_type, options, signal) {
      if (options.sendInitialEvents === true)
        yield { type: 'BOOKMARK', resourceVersion: '1', initialEventsEnd: true };
      await aborted(signal);
    },
    get: async () => undefined,
    create: (_type, object) => keep(object),
    replace: (_target, object) => keep(object),
    apply: (_target, object) => keep(object),
    patch: () => Promise.reject(unsupported()),
    delete: async () => undefined,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function unsupported(): OrkError {
  return new OrkError('There is no cluster', {
    code: ErrorCode.ApiUnavailable,
    retry: { kind: 'never' },
  });
}
