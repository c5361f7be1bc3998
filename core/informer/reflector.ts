import type { Clock } from '../clock.ts';
import type { Cluster, ResourceType, Selection, WatchEvent } from '../cluster/cluster.ts';
import { ErrorCode, isOrkError, textOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { type Backoff, backoffDelayMs, STREAM_BACKOFF } from '../queue/backoff.ts';
import { listInitial } from './list-initial.ts';
import type { InitialState, ReflectorSink } from './reflector-sink.ts';
import { watchInitial } from './watch-initial.ts';

/** Settings of a reflector that have defaults. */
export interface ReflectorSettings {
  /** Objects per page of a list. Default 500. */
  readonly pageSize?: number;
  /**
   * A watch without a byte for this long is cut and resumed. Default 90 000 ms: an API server sends an idle watch one bookmark
   * a minute, so less would reconnect for ever. A dead connection is noticed earlier, by TCP keep-alive.
   */
  readonly stallMs?: number;
  /** Between tries that fail. Default {@link STREAM_BACKOFF}. */
  readonly backoff?: Backoff;
  /** `false`: lists in pages even where the server offers watch-lists (KEP-3157). Default `true`. */
  readonly useWatchList?: boolean;
  /** Numbers in [0, 1) for jitter. Default `Math.random`. */
  readonly random?: () => number;
}

/** Options of {@link createReflector}. */
export interface ReflectorOptions extends ReflectorSettings {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly selection: Selection;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sink: ReflectorSink;
  /** Errors that end it, besides that the kind is missing, as if it were. Default: none. */
  readonly endsOn?: (error: unknown) => boolean;
}

/** How a reflector is doing. */
export interface ReflectorStatus {
  /** A watch is open. */
  readonly isConnected: boolean;
  /** When it last knew to be up to date, in milliseconds since 1970: an event, a bookmark or a list. */
  readonly lastSyncMs?: number;
  /** `''` while all is well. */
  readonly lastError: string;
  readonly lists: number;
  readonly watches: number;
  /** Watch events that could not be read. */
  readonly undecodable: number;
}

/** Mirrors a selection of objects into a sink: list, watch, resume, for ever. */
export interface Reflector {
  /**
   * Runs until aborted. Ends early, with `'missing'`, when the server does not know the kind any more; no other
   * error ends it.
   */
  run(signal: AbortSignal): Promise<'aborted' | 'missing'>;
  status(): ReflectorStatus;
}

/** A watch that lived this long was healthy: the next failure is the first. */
const HEALTHY_MS = 10_000;

/** Creates a reflector; nothing runs before {@link Reflector.run}. */
export function createReflector(options: ReflectorOptions): Reflector {
  return new ResumingReflector(options);
}

class ResumingReflector implements Reflector {
  readonly #options: ReflectorOptions;
  /** Where to resume; `undefined` when a list is needed. */
  #version: string | undefined;
  #mayWatchList: boolean;
  #listedAtMs = 0;
  #failures = 0;
  #isConnected = false;
  #lastSyncMs: number | undefined;
  #lastError = '';
  #lists = 0;
  #watches = 0;
  #undecodable = 0;

  constructor(options: ReflectorOptions) {
    this.#options = options;
    this.#mayWatchList = options.useWatchList ?? true;
  }

  status(): ReflectorStatus {
    return {
      isConnected: this.#isConnected,
      ...(this.#lastSyncMs === undefined ? {} : { lastSyncMs: this.#lastSyncMs }),
      lastError: this.#lastError,
      lists: this.#lists,
      watches: this.#watches,
      undecodable: this.#undecodable,
    };
  }

  async run(signal: AbortSignal): Promise<'aborted' | 'missing'> {
    while (!signal.aborted) {
      try {
        await this.#connect(signal);
      } catch (error) {
        if (signal.aborted) break;
        if (isOrkError(error, ErrorCode.ApiNotFound)) return 'missing';
        if (this.#options.endsOn?.(error) === true) return 'missing';
        await this.#recover(error, signal);
      }
    }
    return 'aborted';
  }

  /** One list if needed, then one watch to its end. */
  async #connect(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const startedMs = clock.monotonicMs();
    try {
      const stream = await this.#open(signal);
      for await (const event of stream) this.#deliver(event);
    } finally {
      this.#isConnected = false;
      if (clock.monotonicMs() - startedMs >= HEALTHY_MS) this.#failures = 0;
    }
    // A server that closes every watch at once must not be asked in a tight loop.
    if (clock.monotonicMs() - startedMs < 1_000) await this.#pause(++this.#failures, signal);
  }

  async #open(signal: AbortSignal): Promise<AsyncIterable<WatchEvent>> {
    if (this.#version !== undefined) return this.#watch(this.#version, signal);
    const state = await this.#sync(signal);
    this.#version = state.resourceVersion;
    this.#synced();
    this.#options.sink.synced();
    if (state.stream === undefined) return this.#watch(state.resourceVersion, signal);
    this.#isConnected = true;
    return state.stream;
  }

  async #sync(signal: AbortSignal): Promise<InitialState> {
    this.#lists += 1;
    this.#listedAtMs = this.#options.clock.monotonicMs();
    if (this.#mayWatchList) {
      const isFirst = this.#lastSyncMs === undefined;
      const wish = { ...this.#options, stallMs: this.#stallMs, isFirst };
      const state = await watchInitial(wish, signal);
      if (state !== undefined) return state;
      this.#mayWatchList = false;
      this.#options.log.debug({}, 'server offers no watch-list, listing in pages');
    }
    return listInitial(this.#options, signal);
  }

  async *#watch(resourceVersion: string, signal: AbortSignal): AsyncIterable<WatchEvent> {
    const { cluster, type, selection } = this.#options;
    this.#watches += 1;
    this.#isConnected = true;
    yield* cluster.watch(type, { ...selection, resourceVersion, stallMs: this.#stallMs }, signal);
  }

  #deliver(event: WatchEvent): void {
    const { sink } = this.#options;
    if (event.type === 'BOOKMARK') {
      this.#version = event.resourceVersion;
      sink.bookmark(event.resourceVersion);
    } else {
      this.#version = event.object.metadata.resourceVersion ?? this.#version;
      sink.apply(event.type, event.object);
    }
    this.#failures = 0;
    this.#synced();
  }

  #synced(): void {
    this.#lastSyncMs = this.#options.clock.nowMs();
    this.#lastError = '';
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#options;
    this.#failures += 1;
    if (isOrkError(error, ErrorCode.ApiExpired)) {
      this.#version = undefined;
      log.info({}, 'watch history expired, listing again');
      // The normal course of things; only a server that says so right after a list is waited for.
      if (clock.monotonicMs() - this.#listedAtMs > HEALTHY_MS) return;
    } else {
      this.#report(error);
    }
    const askedMs = isOrkError(error) && error.retry.kind === 'after' ? error.retry.delayMs : 0;
    await this.#pause(this.#failures, signal, askedMs);
  }

  #report(error: unknown): void {
    this.#lastError = textOf(error);
    const isUndecodable = isOrkError(error, ErrorCode.ApiUndecodable);
    if (isUndecodable) this.#undecodable += 1;
    const fields = { err: error, attempt: this.#failures };
    if (isUndecodable || !isOrkError(error)) {
      // What could not be read may have been a change: only a list tells what was missed.
      this.#version = undefined;
      this.#options.log.error(fields, 'watch event could not be read, listing again');
    } else {
      this.#options.log.warn(fields, 'list or watch failed, trying again');
    }
  }

  async #pause(failures: number, signal: AbortSignal, atLeastMs = 0): Promise<void> {
    const { backoff = STREAM_BACKOFF, random = Math.random, clock } = this.#options;
    const delayMs = backoffDelayMs(backoff, failures, random());
    await clock.sleep(Math.max(delayMs, atLeastMs), signal);
  }

  get #stallMs(): number {
    return this.#options.stallMs ?? 90_000;
  }
}
