import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { textOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { EVENTS } from './event-object.ts';
import type { EventHistory, ObjectEvent } from './object-event.ts';
import { readEvent } from './read-event.ts';

/** Options of {@link createNamespaceEvents}. */
export interface NamespaceEventsOptions {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long an answer serves. Default 30 000 ms (cli-api §4.1). */
  readonly keepMs?: number;
  /** Longest wait for the API server. Default 5 000 ms. */
  readonly timeoutMs?: number;
  /** Events of a namespace that are looked through. Default 5 000. */
  readonly limit?: number;
}

/** Events of whole namespaces, read when somebody asks. */
export interface NamespaceEvents {
  /**
   * All events of a namespace, in no order. Never rejects: what cannot be read is a warning.
   *
   * @remarks One list for all that ask within 30 s. A list by `regarding.uid` would be a request for each object, and
   * the API server, which keeps events in no cache, would read the whole namespace for each of them.
   */
  read(namespace: string): Promise<EventHistory>;
  /** Gives up what is being read and forgets the rest. */
  close(): void;
}

const PAGE_SIZE = 500;

/** Events kept altogether, so that asking for many namespaces in a row stays cheap. */
const KEPT_LIMIT = 10_000;

/** Creates a reader; nothing is asked before {@link NamespaceEvents.read}. */
export function createNamespaceEvents(options: NamespaceEventsOptions): NamespaceEvents {
  return new CachingReader(options);
}

class CachingReader implements NamespaceEvents {
  readonly #options: NamespaceEventsOptions;
  readonly #answers = new Map<string, Promise<EventHistory>>();
  readonly #closed = new AbortController();
  #kept = 0;

  constructor(options: NamespaceEventsOptions) {
    this.#options = options;
    // Each answer waits for the end; Node warns of a leak from eleven on.
    setMaxListeners(0, this.#closed.signal);
  }

  read(namespace: string): Promise<EventHistory> {
    const known = this.#answers.get(namespace);
    if (known !== undefined) return known;
    if (this.#kept > KEPT_LIMIT) this.#forgetAll();
    const answer = this.#ask(namespace);
    this.#answers.set(namespace, answer);
    void this.#keep(namespace, answer);
    return answer;
  }

  close(): void {
    this.#closed.abort();
    this.#forgetAll();
  }

  async #keep(namespace: string, answer: Promise<EventHistory>): Promise<void> {
    const { clock, keepMs = 30_000 } = this.#options;
    const isKept = (): boolean => this.#answers.get(namespace) === answer;
    const { length } = (await answer).events;
    if (!isKept()) return;
    this.#kept += length;
    await clock.sleep(keepMs, this.#closed.signal);
    if (!isKept()) return;
    this.#answers.delete(namespace);
    this.#kept -= length;
  }

  #forgetAll(): void {
    this.#answers.clear();
    this.#kept = 0;
  }

  async #ask(namespace: string): Promise<EventHistory> {
    const { clock, timeoutMs = 5_000 } = this.#options;
    const over = new AbortController();
    const done = new AbortController();
    const stop = (): void => over.abort();
    if (this.#closed.signal.aborted) stop();
    this.#closed.signal.addEventListener('abort', stop, { once: true });
    void clock.sleep(timeoutMs, done.signal).then(stop);
    try {
      return await this.#list(namespace, over.signal);
    } catch (err) {
      this.#options.log.debug({ err, namespace }, 'events could not be listed');
      const why = over.signal.aborted ? 'the API server does not answer in time' : textOf(err);
      const warning = `only events of this process are told: those of namespace ${namespace} cannot be listed: ${why}`;
      return { events: [], warning };
    } finally {
      this.#closed.signal.removeEventListener('abort', stop);
      done.abort();
    }
  }

  async #list(namespace: string, signal: AbortSignal): Promise<EventHistory> {
    const { cluster, limit = 5_000 } = this.#options;
    const events: ObjectEvent[] = [];
    let token: string | undefined;
    do {
      const place = token === undefined ? {} : { continueToken: token };
      const page = await cluster.list(EVENTS, { namespace, limit: PAGE_SIZE, ...place }, signal);
      events.push(...page.items.map(readEvent));
      token = page.continueToken;
    } while (token !== undefined && events.length < limit);
    const warning =
      token === undefined ? '' : `only ${limit} events of namespace ${namespace} were looked at`;
    return { events, warning };
  }
}
