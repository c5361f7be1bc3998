import { matches, type RequestFacts, type RequestMatch } from './request-facts.ts';

/** How often one kind of request was made. */
export interface RequestCount {
  readonly verb: string;
  readonly resource: string;
  readonly subresource: string;
  readonly userAgent: string;
  readonly count: number;
}

/** Counts the requests for resources, so that tests can say how many there were. Discovery is not counted. */
export class RequestCounters {
  #counts = new Map<string, { readonly facts: RequestFacts; count: number }>();

  /** @internal */
  add(facts: RequestFacts): void {
    const { verb, group, resource, subresource, namespace, name, userAgent } = facts;
    const key = [verb, group, resource, subresource, namespace, name, userAgent].join('\n');
    const entry = this.#counts.get(key);
    if (entry === undefined) this.#counts.set(key, { facts, count: 1 });
    else entry.count += 1;
  }

  /** The number of requests since the last reset that match; all of them without a pattern. */
  count(match: RequestMatch = {}): number {
    return [...this.#counts.values()]
      .filter(({ facts }) => matches(match, facts))
      .reduce((sum, { count }) => sum + count, 0);
  }

  /** All counts by verb, resource and user agent. */
  entries(): readonly RequestCount[] {
    const totals = new Map<string, RequestCount>();
    for (const { facts, count } of this.#counts.values()) {
      const { verb, resource, subresource, userAgent } = facts;
      const key = [verb, resource, subresource, userAgent].join('\n');
      const before = totals.get(key)?.count ?? 0;
      totals.set(key, { verb, resource, subresource, userAgent, count: before + count });
    }
    return [...totals.values()];
  }

  /** Starts counting from zero. */
  reset(): void {
    this.#counts = new Map();
  }
}
