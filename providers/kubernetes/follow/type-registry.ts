import {
  type Cluster,
  formatGvk,
  type GroupVersionKind,
  type Logger,
  type ResourceType,
} from '../../../core/index.ts';
import type { TypeLookup } from '../plan/type-lookup.ts';
import type { CrdFollowing } from './crd-following.ts';

/** Types of followed kinds without a short form, as discovery tells them. */
export class TypeRegistry {
  readonly #cluster: Cluster;
  readonly #log: Logger;
  readonly #types = new Map<string, ResourceType>();

  constructor(cluster: Cluster, log: Logger) {
    this.#cluster = cluster;
    this.#log = log;
  }

  readonly lookup: TypeLookup = (gvk) => this.#types.get(formatGvk(gvk));

  /** Whether a kind has namespaces; absent while it is not installed or cannot be asked for. */
  async isNamespaced(gvk: GroupVersionKind, signal: AbortSignal): Promise<boolean | undefined> {
    try {
      return (await this.#cluster.resolve(gvk, signal))?.namespaced;
    } catch (err) {
      this.#log.debug({ err, gvk: formatGvk(gvk) }, 'scope of a kind is not known yet');
      return undefined;
    }
  }

  /** Learns the kinds that have come, forgets those that have gone; discovery is asked once for each. */
  async refresh(following: CrdFollowing, signal: AbortSignal): Promise<void> {
    for (const { gvk, isBuiltIn, subscription } of following.kinds) {
      if (isBuiltIn) continue;
      const id = formatGvk(gvk);
      if (subscription.status().phase === 'missing') {
        this.#types.delete(id);
        continue;
      }
      if (this.#types.has(id)) continue;
      const type = await this.#cluster.resolve(gvk, signal);
      if (type !== undefined) this.#types.set(id, type);
    }
  }
}
