import {
  type Clock,
  ErrorCode,
  formatGvk,
  type GroupVersionKind,
  isOrkError,
  type ResourceType,
} from '../../../core/index.ts';
import { AGGREGATED_ACCEPT, parseAggregated, parseResourceList } from './discovery-document.ts';
import type { Requester } from './requester.ts';
import { errorOfAbort } from './transport-error.ts';

/** What the API server serves, asked for when needed. */
export interface Discovery {
  /** `undefined` while the kind is not served. */
  resolve(gvk: GroupVersionKind, signal: AbortSignal): Promise<ResourceType | undefined>;
  /** Makes the next {@link Discovery.resolve} ask again, from now on for every kind. */
  forget(): void;
}

/** Options of {@link createDiscovery}. */
export interface DiscoveryOptions {
  readonly requester: Requester;
  readonly clock: Clock;
  /** Kinds that every API server has: not asked for, unless somebody finds that one does not. */
  readonly wellKnown: readonly ResourceType[];
  /** Ends requests when the client is closed; those who wait for one have signals of their own. */
  readonly closed: AbortSignal;
}

type Types = ReadonlyMap<string, ResourceType>;

interface Snapshot {
  readonly types: Types;
  readonly readAtMs: number;
  isStale: boolean;
}

/** An unknown kind makes discovery ask again, but not more often than this. */
const LEAST_MS = 1_000;

/** Creates the cache; the core group and all others are two documents, each read when one of its kinds is wanted. */
export function createDiscovery(options: DiscoveryOptions): Discovery {
  return new CachedDiscovery(options);
}

class CachedDiscovery implements Discovery {
  readonly #options: DiscoveryOptions;
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #reading = new Map<string, Promise<Types>>();
  #wellKnown: Types;
  /** `false` once the server has shown that it knows no aggregated discovery (before Kubernetes 1.26). */
  #isAggregated = true;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
    this.#wellKnown = new Map(options.wellKnown.map((type) => [formatGvk(type), type]));
  }

  async resolve(gvk: GroupVersionKind, signal: AbortSignal): Promise<ResourceType | undefined> {
    const name = formatGvk(gvk);
    const wellKnown = this.#wellKnown.get(name);
    if (wellKnown !== undefined) return wellKnown;
    const known = this.#snapshots.get(this.#keyOf(gvk));
    const type = known?.types.get(name);
    if (type !== undefined && known?.isStale === false) return type;
    const { clock } = this.#options;
    if (known !== undefined && clock.monotonicMs() - known.readAtMs < LEAST_MS) return type;
    return (await unlessAborted(this.#refresh(gvk), signal)).get(name);
  }

  forget(): void {
    this.#wellKnown = new Map();
    for (const snapshot of this.#snapshots.values()) snapshot.isStale = true;
  }

  /** Those who ask at the same time share one request. */
  #refresh(gvk: GroupVersionKind): Promise<Types> {
    const key = this.#keyOf(gvk);
    const shared = this.#reading.get(key);
    if (shared !== undefined) return shared;
    const reading = this.#read(gvk).finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #read(gvk: GroupVersionKind): Promise<Types> {
    const { requester, clock, closed: signal } = this.#options;
    let types: Types | undefined;
    if (this.#isAggregated) {
      const path = gvk.group === '' ? '/api' : '/apis';
      const accept = AGGREGATED_ACCEPT;
      types = parseAggregated(await requester.text({ method: 'GET', path, accept, signal }));
      this.#isAggregated = types !== undefined;
    }
    types ??= await this.#readVersion(gvk);
    const readAtMs = clock.monotonicMs();
    this.#snapshots.set(this.#keyOf(gvk), { types, readAtMs, isStale: false });
    return types;
  }

  async #readVersion(gvk: GroupVersionKind): Promise<Types> {
    const { requester, closed: signal } = this.#options;
    const { group, version } = gvk;
    const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    try {
      return parseResourceList(await requester.text({ method: 'GET', path, signal }), gvk);
    } catch (error) {
      if (isOrkError(error, ErrorCode.ApiNotFound)) return new Map();
      throw error;
    }
  }

  #keyOf({ group, version }: GroupVersionKind): string {
    if (!this.#isAggregated) return `${group}/${version}`;
    return group === '' ? 'core' : 'groups';
  }
}

/** Leaves a shared piece of work to the others when one of those who wait is aborted. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(errorOfAbort(signal));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
