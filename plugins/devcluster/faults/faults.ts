import type { WatchSession, WatchSessions } from '../http/watch-sessions.ts';
import { matches, type RequestFacts, type RequestMatch } from './request-facts.ts';

/** What a fault does to a request. */
export type FaultResponse =
  | { readonly status: number; readonly retryAfterSeconds?: number; readonly message?: string }
  | { readonly delayMs: number }
  /** Breaks off watches: the open ones at once, new ones right after their start. */
  | 'cutWatch'
  /** Keeps watches open and silent. */
  | 'stallWatch';

/** A scripted failure. */
export interface Fault {
  /** Which requests; an empty pattern means all. */
  readonly match: RequestMatch;
  /** How many requests are hit. Default 1. */
  readonly times?: number;
  readonly respond: FaultResponse;
}

interface Armed {
  readonly fault: Fault;
  left: number;
}

/** The failures that tests script. They hit in the order they were added. */
export class Faults {
  readonly #watches: WatchSessions;
  #armed: Armed[] = [];

  /** @internal */
  constructor(watches: WatchSessions) {
    this.#watches = watches;
  }

  /** Arms a fault; watch faults hit the matching open watches at once. */
  add(fault: Fault): void {
    const armed = { fault, left: fault.times ?? 1 };
    this.#armed.push(armed);
    if (typeof fault.respond !== 'string') return;
    for (const session of this.#watches.all()) {
      if (armed.left > 0 && matches(fault.match, session.facts)) hitWatch(armed, session);
    }
    this.#dropSpent();
  }

  /** Disarms all faults. */
  clear(): void {
    this.#armed = [];
  }

  /** How many more requests will be hit. */
  get pending(): number {
    return this.#armed.reduce((sum, { left }) => sum + left, 0);
  }

  /** @internal The answer or delay for a request, if one is due. */
  take(facts: RequestFacts): Exclude<FaultResponse, string> | undefined {
    for (const armed of this.#armed) {
      const { respond } = armed.fault;
      if (typeof respond === 'string' || !matches(armed.fault.match, facts)) continue;
      armed.left -= 1;
      this.#dropSpent();
      return respond;
    }
    return undefined;
  }

  /** @internal Hits a watch that has just started. */
  strike(session: WatchSession): void {
    const armed = this.#armed.find(
      ({ fault }) => typeof fault.respond === 'string' && matches(fault.match, session.facts),
    );
    if (armed === undefined) return;
    hitWatch(armed, session);
    this.#dropSpent();
  }

  #dropSpent(): void {
    this.#armed = this.#armed.filter(({ left }) => left > 0);
  }
}

function hitWatch(armed: Armed, session: WatchSession): void {
  armed.left -= 1;
  if (armed.fault.respond === 'cutWatch') session.cut();
  else session.stall();
}
