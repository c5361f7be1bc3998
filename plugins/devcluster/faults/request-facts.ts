import type { Verb } from '../http/request-info.ts';

/** What faults and counters know of a request. */
export interface RequestFacts {
  readonly verb: Verb;
  /** The plural name of the resource. */
  readonly resource: string;
  readonly group: string;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
  readonly userAgent: string;
}

/** A pattern for requests: what is named must be equal, what is absent matches all. */
export type RequestMatch = Partial<RequestFacts>;

/** Whether the request is one of those meant. */
export function matches(match: RequestMatch, facts: RequestFacts): boolean {
  return Object.entries(match).every(
    ([field, wanted]) => wanted === undefined || Reflect.get(facts, field) === wanted,
  );
}
