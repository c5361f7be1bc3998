import type { RequestFacts } from '../faults/request-facts.ts';

/** An open watch, as faults see it. */
export interface WatchSession {
  readonly facts: RequestFacts;
  /** Breaks the connection off. */
  readonly cut: () => void;
  /** Keeps the connection and goes silent. */
  readonly stall: () => void;
}

/** The watches that are open right now. */
export class WatchSessions {
  readonly #open = new Set<WatchSession>();

  add(session: WatchSession): () => void {
    this.#open.add(session);
    return () => this.#open.delete(session);
  }

  all(): readonly WatchSession[] {
    return [...this.#open];
  }
}
