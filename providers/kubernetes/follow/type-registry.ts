import { type Cluster, formatGvk, type ResourceType } from '../../../core/index.ts';
import type { TypeLookup } from '../plan/type-lookup.ts';
import type { CrdFollowing } from './crd-following.ts';

/** Types of followed kinds without a short form, as discovery tells them. */
export class TypeRegistry {
  readonly #cluster: Cluster;
  readonly #types = new Map<string, ResourceType>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  readonly lookup: TypeLookup = (gvk) => this.#types.get(formatGvk(gvk));

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
