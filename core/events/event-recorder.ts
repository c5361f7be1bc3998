import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ErrorCode, isOrkError } from '../errors.ts';
import type { Leadership } from '../leadership/leadership.ts';
import type { Logger } from '../log.ts';
import { refOf } from '../object/kube-object.ts';
import { microTimeOf } from '../object/timestamp.ts';
import { createTokenBucket, type TokenBucketOptions } from '../queue/token-bucket.ts';
import { createWake, type Wake } from '../queue/wake.ts';
import { createEventBacklog } from './event-backlog.ts';
import { CONTROLLER, EVENTS, eventObjectOf, type Reporter } from './event-object.ts';
import {
  type Occurrence,
  type RecordedEvent,
  type Regarding,
  seriesKeyOf,
} from './recorded-event.ts';
import { createSeriesBook, type Series } from './series-book.ts';

/** Options of {@link createEventRecorder}. */
export interface EventRecorderOptions {
  readonly cluster: Cluster;
  readonly leadership: Leadership;
  readonly clock: Clock;
  readonly log: Logger;
  /** The process, e.g. the pod name. */
  readonly instance: string;
  /** Default `orkestra.orkspace.io/konductor`. */
  readonly controller?: string;
  /** Writes. Default 1 a second, burst 10; what is more is folded into summaries. */
  readonly rate?: TokenBucketOptions;
  /** Events of each type that wait by themselves; more are folded into summaries. Default 25. */
  readonly backlog?: number;
  /** Told of events that could not be written, with their number. */
  readonly onLost?: (count: number) => void;
  /** How long what waits may still be written on the way out. Default 2 000 ms. */
  readonly flushMs?: number;
}

/** Tells what happens as Kubernetes events. Nothing waits for it, and nothing fails because of it. */
export interface EventRecorder {
  /** Takes note; only the leader's are written. */
  record(regarding: Regarding, event: RecordedEvent): void;
  /** Writes until aborted, then what waits, for a while. */
  run(signal: AbortSignal): Promise<void>;
  /** Events that could not be written. */
  readonly lost: number;
}

/** Creates a recorder; nothing is written before {@link EventRecorder.run}. */
export function createEventRecorder(options: EventRecorderOptions): EventRecorder {
  return new RatedRecorder(options);
}

class RatedRecorder implements EventRecorder {
  readonly #options: EventRecorderOptions;
  readonly #reporter: Reporter;
  readonly #backlog: ReturnType<typeof createEventBacklog>;
  readonly #book = createSeriesBook();
  readonly #bucket: ReturnType<typeof createTokenBucket>;
  readonly #wake: Wake;
  #serial = 0;
  #lost = 0;

  constructor(options: EventRecorderOptions) {
    this.#options = options;
    const { controller = CONTROLLER, instance } = options;
    this.#reporter = { controller, instance };
    this.#backlog = createEventBacklog(options.backlog ?? 25);
    this.#bucket = createTokenBucket(options.rate ?? { ratePerSecond: 1, burst: 10 });
    this.#wake = createWake(options.clock);
  }

  get lost(): number {
    return this.#lost;
  }

  record(regarding: Regarding, event: RecordedEvent): void {
    if (!this.#options.leadership.isLeader()) return;
    const occurrence: Occurrence = { regarding, event };
    const key = seriesKeyOf(occurrence);
    const nowMs = this.#options.clock.nowMs();
    if (this.#book.repeat(key, nowMs) === undefined) {
      this.#book.begin(key, nowMs);
      this.#backlog.push(occurrence);
    }
    this.#wake.wake();
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, leadership } = this.#options;
    const stopListening = leadership.onChange((isLeader) => {
      if (!isLeader) this.#forgetAll();
    });
    while (!signal.aborted) {
      if (!this.#hasWork()) {
        const dueMs = this.#book.nextDueMs();
        const delayMs = dueMs === undefined ? undefined : Math.max(0, dueMs - clock.nowMs());
        await this.#wake.wait(delayMs, signal);
        continue;
      }
      await clock.sleep(this.#bucket.reserve(clock.monotonicMs()), signal);
      if (!signal.aborted) await this.#writeNext(signal);
    }
    await this.#flush();
    stopListening();
  }

  #hasWork(): boolean {
    return this.#backlog.size > 0 || this.#book.due(this.#options.clock.nowMs()) !== undefined;
  }

  async #writeNext(signal: AbortSignal): Promise<void> {
    const occurrence = this.#backlog.shift();
    if (occurrence !== undefined) {
      await this.#create(occurrence, signal);
      return;
    }
    const series = this.#book.due(this.#options.clock.nowMs());
    if (series !== undefined) await this.#count(series, signal);
  }

  async #create(occurrence: Occurrence, signal: AbortSignal): Promise<void> {
    const { clock, cluster } = this.#options;
    const when = { nowMs: clock.nowMs(), serial: this.#serial++ };
    const object = eventObjectOf(occurrence, this.#reporter, when);
    const key = seriesKeyOf(occurrence);
    await this.#attempt(key, async () => {
      await cluster.create(EVENTS, object, signal);
      this.#book.written(key, refOf(object));
    });
  }

  async #count(series: Series, signal: AbortSignal): Promise<void> {
    const { ref, count, lastMs } = series;
    if (ref === undefined) return;
    // Noted before it is sent, so that a failing write is not tried in a loop.
    series.written = { count, atMs: this.#options.clock.nowMs() };
    const patch = { series: { count, lastObservedTime: microTimeOf(lastMs) } };
    await this.#attempt(series.key, async () => {
      await this.#options.cluster.patch({ type: EVENTS, ref }, patch, { type: 'merge', signal });
    });
  }

  /** An event that cannot be written is lost; the next of its kind begins a new series. */
  async #attempt(key: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (err) {
      this.#lose(1);
      this.#book.end(key);
      if (isOrkError(err, ErrorCode.NotLeader)) return;
      this.#options.log.debug({ err }, 'event could not be written');
    }
  }

  async #flush(): Promise<void> {
    const { clock, flushMs = 2_000 } = this.#options;
    const over = new AbortController();
    const done = new AbortController();
    const timer = clock.sleep(flushMs, done.signal).then(() => over.abort());
    while (this.#backlog.size > 0 && !over.signal.aborted) await this.#writeNext(over.signal);
    for (const series of this.#book.unwritten()) {
      if (!over.signal.aborted) await this.#count(series, over.signal);
    }
    done.abort();
    await timer;
    this.#forgetAll();
  }

  #lose(count: number): void {
    this.#lost += count;
    if (count > 0) this.#options.onLost?.(count);
  }

  #forgetAll(): void {
    this.#lose(this.#backlog.size);
    this.#backlog.clear();
    this.#book.clear();
  }
}
