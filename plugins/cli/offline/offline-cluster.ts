import {
  apiVersionOf,
  type Cluster,
  ErrorCode,
  type KubeObject,
  keyOf,
  type ObjectRef,
  OrkError,
  type ResourceType,
  refOf,
} from '../../../core/index.ts';
import { loadKubernetesApi } from '../../../schemas/index.ts';

/** A cluster that is not there: it knows the built-in kinds, holds nothing, and keeps what is written to it. */
export interface OfflineCluster extends Cluster {
  /** What was created or applied, in order. */
  readonly written: readonly KubeObject[];
  /** Objects that were asked for and are not there, so that something stood in for them: `Secret platform/s`. */
  readonly standIns: readonly string[];
}

/** Creates one; `types` are known besides the built-in kinds. */
export function createOfflineCluster(types: readonly ResourceType[] = []): OfflineCluster {
  const written: KubeObject[] = [];
  const standIns: string[] = [];
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
    standIns,
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
    async get({ type, ref }) {
      const own = written.find(
        (each) => each.kind === type.kind && keyOf(refOf(each)) === keyOf(ref),
      );
      if (own !== undefined || (type.kind !== 'Secret' && type.kind !== 'ConfigMap')) return own;
      // Only what is copied is asked for: nothing that is written here is in the way.
      standIns.push(`${type.kind} ${keyOf(ref)}`);
      return standIn(type, ref);
    },
    create: (_type, object) => keep(object),
    replace: (_target, object) => keep(object),
    apply: (_target, object) => keep(object),
    patch: () => Promise.reject(unsupported()),
    delete: async () => undefined,
  };
}

/** In the place of an object that is copied from. */
function standIn({ kind }: ResourceType, ref: ObjectRef): KubeObject {
  const text = `copied from ${kind} ${keyOf(ref)}`;
  const placeholder = kind === 'Secret' ? Buffer.from(text).toString('base64') : text;
  const { name, namespace } = ref;
  return { apiVersion: 'v1', kind, metadata: { name, namespace }, data: { placeholder } };
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
