import {
  type Cluster,
  type KubeObject,
  type ObjectRef,
  type ResourceType,
  refOf,
} from '../../core/index.ts';

/** A cluster in memory that answers every write at once and whose watches stay silent. */
export function answeringCluster(): Cluster {
  let version = 1;
  const stamp = (type: ResourceType, ref: ObjectRef, object: object): KubeObject => {
    const known = object as KubeObject;
    version += 1;
    const uid = `uid-${type.kind}-${ref.name}`;
    const identity = { ...ref, uid, resourceVersion: String(version), generation: 1 };
    return { ...known, metadata: { ...known.metadata, ...identity } };
  };
  const resolve = async ({
    group,
    version: at,
    kind,
  }: Pick<ResourceType, 'group' | 'version' | 'kind'>) => ({
    group,
    version: at,
    kind,
    plural: `${kind.toLowerCase()}s`,
    namespaced: true,
    subresources: ['status'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  });
  return {
    resolve,
    forgetDiscovery: () => undefined,
    list: async () => ({ items: [], resourceVersion: '1' }),
    async *watch(_type, { sendInitialEvents }, signal) {
      if (sendInitialEvents)
        yield { type: 'BOOKMARK', resourceVersion: '1', initialEventsEnd: true };
      await new Promise<void>((ended) =>
        signal.addEventListener('abort', () => ended(), { once: true }),
      );
    },
    get: async () => undefined,
    create: async (type, object) => stamp(type, refOf(object), object),
    replace: async ({ type, ref }, object) => stamp(type, ref, object),
    apply: async ({ type, ref }, object) => stamp(type, ref, object),
    patch: async ({ type, ref }, patch) => stamp(type, ref, patch),
    delete: async () => undefined,
  };
}
