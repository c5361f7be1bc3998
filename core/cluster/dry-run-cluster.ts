import { ErrorCode, isOrkError } from '../errors.ts';
import { deepEqual } from '../object/deep-equal.ts';
import { isObject } from '../object/json.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import type { ApplyOptions, Cluster, Target } from './cluster.ts';
import { readsOf } from './reads-of.ts';

/** What makes a version of ours differ from any that the API server gave. */
const NEXT_VERSION = '1';

/**
 * A cluster in which nothing is stored: an apply is sent as a dry run, so that the API server's validation, defaults and
 * admission speak; every other write is answered as if it had been carried out, and not sent.
 *
 * @remarks A dry run answers with the version that is stored, whatever it changes: here the version is another one exactly
 * when something would. The answers name no field managers, as what follows from them can be neither sent nor seen.
 */
export function createDryRunCluster(cluster: Cluster): Cluster {
  const namespaces = new Set<string>();
  /** Targets of writes that were not sent: what builds on them cannot be asked of the API server. */
  const unsent = new Set<string>();

  const send = async (
    target: Target,
    object: object,
    options: ApplyOptions & { readonly signal: AbortSignal },
  ): Promise<KubeObject> => {
    const live = await cluster.get(target, options.signal);
    if (live !== undefined && unsent.has(idOf(target))) return changed(merged(live, object), live);
    try {
      const answer = await cluster.apply(target, object, { ...options, dryRun: true });
      if (target.type.kind === 'Namespace' && target.type.group === '')
        namespaces.add(target.ref.name);
      return live !== undefined && isSame(answer, live)
        ? { ...live, metadata: withoutManagers(live) }
        : changed(answer, live);
    } catch (error) {
      // Its namespace would be there by now.
      const isEarly =
        isOrkError(error, ErrorCode.ApiNotFound) && namespaces.has(target.ref.namespace);
      if (!isEarly) throw error;
      return changed(object as KubeObject, undefined); // providers send whole objects
    }
  };

  return {
    ...readsOf(cluster),
    apply: send,
    create: async (_type, object) => object,
    replace: async (_target, object) => object,
    async patch(target, patch, { signal }) {
      unsent.add(idOf(target));
      const live = await cluster.get(target, signal);
      const { name, namespace } = target.ref;
      return live ?? changed({ ...patch, metadata: { name, namespace } } as KubeObject, undefined);
    },
    async delete(target, _options, signal) {
      await cluster.get(target, signal);
      return undefined;
    },
  };
}

function idOf({ type, ref }: Target): string {
  return `${type.group}/${type.kind} ${keyOf(ref)}`;
}

function changed(object: KubeObject, live: KubeObject | undefined): KubeObject {
  const { resourceVersion = '' } = live?.metadata ?? {};
  const metadata = withoutManagers(object);
  return {
    ...object,
    metadata: { ...metadata, resourceVersion: `${resourceVersion}${NEXT_VERSION}` },
  };
}

/** Whether an answer is what is stored; `managedFields` say when, and a generation counts. */
function isSame(answer: KubeObject, live: KubeObject): boolean {
  return deepEqual(comparable(answer), comparable(live));
}

function comparable(object: KubeObject): object {
  const {
    resourceVersion: _version,
    generation: _generation,
    ...metadata
  } = withoutManagers(object);
  return { ...object, metadata };
}

function withoutManagers({ metadata }: KubeObject): KubeObject['metadata'] {
  const { managedFields: _, ...rest } = metadata;
  return rest;
}

/** A declaration laid over what is stored. */
function merged(live: KubeObject, object: object): KubeObject {
  const metadata = 'metadata' in object && isObject(object.metadata) ? object.metadata : {};
  const { name } = refOf(live);
  return { ...live, ...object, metadata: { ...live.metadata, ...metadata, name } };
}
