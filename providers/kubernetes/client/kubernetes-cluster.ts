import {
  type ApplyOptions,
  type Clock,
  type Cluster,
  type DeleteOptions,
  ErrorCode,
  type GroupVersionKind,
  Identity,
  isOrkError,
  type KubeObject,
  type ListOptions,
  type ListPage,
  type PatchOptions,
  type ResourceType,
  refOf,
  systemClock,
  type Target,
  type WatchEvent,
  type WatchOptions,
  writeJson,
} from '../../../core/index.ts';
import { BUILT_IN_KINDS } from '../kinds/built-in-kinds.ts';
import { deletedObject, parseAnswer, parsePage } from './answer.ts';
import { applied } from './applied.ts';
import type { Connection } from './connection.ts';
import { createDiscovery, type Discovery } from './discovery.ts';
import { type ApiRequest, createRequester, type Requester } from './requester.ts';
import { collectionPath, objectPath, queryOf, selectorsOf } from './resource-path.ts';
import { createTransport, type Transport, type TransportSettings } from './transport.ts';
import { asKubeObject } from './watch-event.ts';
import { watchStream } from './watch-stream.ts';

/** Options of {@link createKubernetesCluster}. */
export interface KubernetesClusterOptions extends TransportSettings {
  readonly connection: Connection;
  /** For the `User-Agent`: `orkestra/<version>`. */
  readonly version: string;
  /** Requests a second, a wait for the rest. Default: no limit of our own. */
  readonly qps?: number;
  /** Requests at once under {@link KubernetesClusterOptions.qps}. Default twice the rate. */
  readonly burst?: number;
  /** Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Numbers in [0, 1) for jitter. Default `Math.random`. */
  readonly random?: () => number;
}

/** The cluster behind a Kubernetes API server. */
export interface KubernetesCluster extends Cluster {
  readonly connection: Connection;
  /** Any request of the API, e.g. a log or `/version`; answers with the text. */
  request(request: ApiRequest): Promise<string>;
  /** Ends all connections; open watches and requests fail. */
  close(): Promise<void>;
}

/** Creates the client; it connects with the first request. */
export function createKubernetesCluster(options: KubernetesClusterOptions): KubernetesCluster {
  return new HttpCluster(options);
}

/** A list of objects without what they declare and without their status. */
const METADATA_LIST_ACCEPT = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** PATCH with these is a server-side apply; JSON is YAML, and spares both sides a YAML parser. */
const APPLY_TYPE = 'application/apply-patch+yaml';
const PATCH_TYPES = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
} as const;

/**
 * No look for unknown and repeated fields: it reads every apply a second time, for warnings that nobody is told of. What a
 * schema does not know is seen in the answer.
 */
const UNCHECKED = { fieldValidation: 'Ignore' } as const;

class HttpCluster implements KubernetesCluster {
  readonly connection: Connection;
  readonly #transport: Transport;
  readonly #requester: Requester;
  readonly #discovery: Discovery;
  readonly #closed = new AbortController();

  constructor(options: KubernetesClusterOptions) {
    const { connection, version, clock = systemClock, random = Math.random } = options;
    this.connection = connection;
    this.#transport = createTransport(connection, options);
    this.#requester = createRequester({
      ...options,
      transport: this.#transport,
      clock,
      random,
      userAgent: `orkestra/${version}`,
    });
    this.#discovery = createDiscovery({
      requester: this.#requester,
      clock,
      wellKnown: BUILT_IN_KINDS.map(({ type }) => type),
      closed: this.#closed.signal,
    });
  }

  resolve(gvk: GroupVersionKind, signal: AbortSignal): Promise<ResourceType | undefined> {
    return this.#discovery.resolve(gvk, signal);
  }

  forgetDiscovery(): void {
    this.#discovery.forget();
  }

  async list(type: ResourceType, options: ListOptions, signal: AbortSignal): Promise<ListPage> {
    const query = queryOf({
      ...selectorsOf(options),
      limit: options.limit,
      continue: options.continueToken,
      resourceVersion: options.resourceVersion,
    });
    const path = `${collectionPath(type, options.namespace)}${query}`;
    const accept = options.isMetadataOnly === true ? { accept: METADATA_LIST_ACCEPT } : {};
    return parsePage(await this.#requester.text({ method: 'GET', path, signal, ...accept }), type);
  }

  watch(type: ResourceType, options: WatchOptions, signal: AbortSignal): AsyncIterable<WatchEvent> {
    return watchStream(this.#requester, { ...options, type }, signal);
  }

  async get(target: Target, signal: AbortSignal): Promise<KubeObject | undefined> {
    try {
      return await this.#object(target.type, { method: 'GET', path: objectPath(target), signal });
    } catch (error) {
      if (isOrkError(error, ErrorCode.ApiNotFound)) return undefined;
      throw error;
    }
  }

  create(type: ResourceType, object: KubeObject, signal: AbortSignal): Promise<KubeObject> {
    const query = queryOf({ fieldManager: Identity.fieldManager, ...UNCHECKED });
    return this.#object(type, {
      method: 'POST',
      path: `${collectionPath(type, refOf(object).namespace)}${query}`,
      body: writeJson(object),
      signal,
    });
  }

  replace(target: Target, object: KubeObject, signal: AbortSignal): Promise<KubeObject> {
    const query = queryOf({ fieldManager: Identity.fieldManager, ...UNCHECKED });
    return this.#object(target.type, {
      method: 'PUT',
      path: `${objectPath(target)}${query}`,
      body: writeJson(object),
      signal,
    });
  }

  apply(
    target: Target,
    object: object,
    options: ApplyOptions & { readonly signal: AbortSignal },
  ): Promise<KubeObject> {
    const query = queryOf({
      fieldManager: options.fieldManager ?? Identity.fieldManager,
      // Forced, so that a field of another manager is no other answer than the object itself.
      force: options.force || options.ifAbsent === true,
      dryRun: options.dryRun === true ? 'All' : undefined,
      ...UNCHECKED,
    });
    return this.#object(target.type, {
      method: 'PATCH',
      path: `${objectPath(target, options.subresource)}${query}`,
      body: writeJson(applied(object, options)),
      contentType: APPLY_TYPE,
      signal: options.signal,
    });
  }

  patch(
    target: Target,
    patch: object,
    options: PatchOptions & { readonly signal: AbortSignal },
  ): Promise<KubeObject> {
    const query = queryOf({
      fieldManager: options.fieldManager ?? Identity.fieldManager,
      dryRun: options.dryRun === true ? 'All' : undefined,
      ...UNCHECKED,
    });
    return this.#object(target.type, {
      method: 'PATCH',
      path: `${objectPath(target, options.subresource)}${query}`,
      body: writeJson(patch),
      contentType: PATCH_TYPES[options.type],
      // A JSON patch may append; a merge patch says how it shall be.
      isIdempotent: options.type === 'merge',
      signal: options.signal,
    });
  }

  async delete(
    target: Target,
    options: DeleteOptions,
    signal: AbortSignal,
  ): Promise<KubeObject | undefined> {
    const { propagation, uid, resourceVersion } = options;
    const isGuarded = uid !== undefined || resourceVersion !== undefined;
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      ...(propagation === undefined ? {} : { propagationPolicy: propagation }),
      ...(isGuarded ? { preconditions: { uid, resourceVersion } } : {}),
    };
    try {
      const text = await this.#requester.text({
        method: 'DELETE',
        path: objectPath(target),
        body: writeJson(body),
        signal,
      });
      return deletedObject(text, target);
    } catch (error) {
      if (isOrkError(error, ErrorCode.ApiNotFound)) return undefined;
      throw error;
    }
  }

  request(request: ApiRequest): Promise<string> {
    return this.#requester.text(request);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#transport.close();
  }

  async #object(type: ResourceType, request: ApiRequest): Promise<KubeObject> {
    return asKubeObject(parseAnswer(await this.#requester.text(request)), type);
  }
}
