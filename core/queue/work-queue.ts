import type { Clock } from '../clock.ts';
import { type Backoff, backoffDelayMs, ITEM_BACKOFF } from './backoff.ts';
import { createDelayHeap } from './delay-heap.ts';
import { LANES, type Lane } from './lane.ts';
import type { QueueItem, WorkQueue } from './queue.ts';
import { createReadyLanes, type Slot } from './ready-lanes.ts';
import { createTokenBucket, type TokenBucketOptions } from './token-bucket.ts';
import { createWake } from './wake.ts';

/** Options of {@link createWorkQueue}. */
export interface WorkQueueOptions {
  readonly clock: Clock;
  /** Per key. Default {@link ITEM_BACKOFF}. */
  readonly backoff?: Backoff;
  /** Of all retries together. Default 10 a second, burst 100 (client-go's, katalog-language §15.1). */
  readonly retryRate?: TokenBucketOptions;
  /** Numbers in [0, 1) for jitter. Default `Math.random`. */
  readonly random?: () => number;
}

interface Entry<Key> extends Slot {
  readonly key: Key;
  readyAtMs: number;
  failures: number;
  takenFrom: Lane;
  isActive: boolean;
  /** Added while being worked on. */
  again: Lane | undefined;
  /** Due time and lane of the delayed add that counts; others in the heap are stale. */
  dueMs: number | undefined;
  dueLane: Lane;
}

/** Creates an empty queue. */
export function createWorkQueue<Key = string>(options: WorkQueueOptions): WorkQueue<Key> {
  return new LaneQueue<Key>(options);
}

class LaneQueue<Key> implements WorkQueue<Key> {
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #random: () => number;
  readonly #retries: ReturnType<typeof createTokenBucket>;
  readonly #entries = new Map<Key, Entry<Key>>();
  readonly #ready = createReadyLanes<Entry<Key>>();
  readonly #delayed = createDelayHeap<Entry<Key>>();
  readonly #listeners = new Set<() => void>();
  readonly #wake: ReturnType<typeof createWake>;
  #active = 0;
  #isClosed = false;

  constructor(options: WorkQueueOptions) {
    this.#clock = options.clock;
    this.#backoff = options.backoff ?? ITEM_BACKOFF;
    this.#random = options.random ?? Math.random;
    this.#retries = createTokenBucket(options.retryRate ?? { ratePerSecond: 10, burst: 100 });
    this.#wake = createWake(options.clock);
  }

  get depth(): number {
    return this.#ready.size;
  }

  waiting(lane: Lane): number {
    return this.#ready.sizeOf(lane);
  }

  get active(): number {
    return this.#active;
  }

  failuresOf(key: Key): number {
    return this.#entries.get(key)?.failures ?? 0;
  }

  add(key: Key, lane: Lane): void {
    if (this.#isClosed) return;
    this.#makeReady(this.#entryOf(key), lane);
    this.#announce();
  }

  addAfter(key: Key, delayMs: number, lane: Lane): void {
    if (delayMs <= 0) {
      this.add(key, lane);
      return;
    }
    if (this.#isClosed) return;
    const entry = this.#entryOf(key);
    const dueMs = this.#clock.monotonicMs() + delayMs;
    if (entry.dueMs !== undefined) {
      entry.dueLane = moreUrgent(entry.dueLane, lane);
      if (entry.dueMs <= dueMs) return;
    } else {
      entry.dueLane = lane;
    }
    entry.dueMs = dueMs;
    this.#delayed.push({ dueMs, value: entry });
    this.#announce();
  }

  retry(key: Key, atLeastMs = 0): number {
    if (this.#isClosed) return 0;
    const entry = this.#entryOf(key);
    entry.failures += 1;
    const ownMs = backoffDelayMs(this.#backoff, entry.failures, this.#random());
    const sharedMs = this.#retries.reserve(this.#clock.monotonicMs());
    const delayMs = Math.max(ownMs, sharedMs, atLeastMs);
    this.addAfter(key, delayMs, entry.takenFrom);
    return delayMs;
  }

  forget(key: Key): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.failures = 0;
    this.#release(entry);
  }

  tryTake(): QueueItem<Key> | undefined {
    if (this.#isClosed) return undefined;
    const nowMs = this.#clock.monotonicMs();
    this.#promoteDue(nowMs);
    const next = this.#ready.shift();
    if (next === undefined) return undefined;
    const { item, from } = next;
    item.isActive = true;
    item.takenFrom = from;
    this.#active += 1;
    return {
      key: item.key,
      lane: from,
      waitedMs: Math.max(0, nowMs - item.readyAtMs),
      attempt: item.failures + 1,
    };
  }

  async take(signal: AbortSignal): Promise<QueueItem<Key> | undefined> {
    while (!signal.aborted && !this.#isClosed) {
      const item = this.tryTake();
      if (item !== undefined) return item;
      await this.#wake.wait(this.nextDueInMs(), signal);
    }
    return undefined;
  }

  done(key: Key): void {
    const entry = this.#entries.get(key);
    if (entry?.isActive !== true) return;
    entry.isActive = false;
    this.#active -= 1;
    const { again } = entry;
    entry.again = undefined;
    if (again !== undefined && !this.#isClosed) this.#ready.push(entry, again);
    this.#release(entry);
    this.#announce();
  }

  nextDueInMs(): number | undefined {
    const first = this.#delayed.peek();
    return first && Math.max(0, first.dueMs - this.#clock.monotonicMs());
  }

  onAdded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#isClosed = true;
    this.#ready.clear();
    this.#delayed.clear();
    for (const entry of this.#entries.values()) {
      entry.dueMs = undefined;
      entry.again = undefined;
      this.#release(entry, true);
    }
    this.#announce();
  }

  async drain(): Promise<void> {
    this.close();
    const never = new AbortController().signal;
    while (this.#active > 0) await this.#wake.wait(undefined, never);
  }

  #entryOf(key: Key): Entry<Key> {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry<Key> = {
      key,
      lane: undefined,
      ticket: 0,
      readyAtMs: 0,
      failures: 0,
      takenFrom: 'change',
      isActive: false,
      again: undefined,
      dueMs: undefined,
      dueLane: 'resync',
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #makeReady(entry: Entry<Key>, lane: Lane): void {
    if (entry.isActive) {
      // Waits from now on, although its turn begins only after done().
      if (entry.again === undefined) entry.readyAtMs = this.#clock.monotonicMs();
      entry.again = entry.again === undefined ? lane : moreUrgent(entry.again, lane);
      return;
    }
    if (entry.lane === undefined) entry.readyAtMs = this.#clock.monotonicMs();
    this.#ready.push(entry, lane);
  }

  #promoteDue(nowMs: number): void {
    for (;;) {
      const due = this.#delayed.popDue(nowMs);
      if (due === undefined) return;
      const entry = due.value;
      if (entry.dueMs !== due.dueMs) continue;
      entry.dueMs = undefined;
      this.#makeReady(entry, entry.dueLane);
    }
  }

  /** Forgets an entry that stands for nothing, so that keys of deleted objects do not pile up. */
  #release(entry: Entry<Key>, always = false): void {
    if (entry.isActive || entry.lane !== undefined || entry.dueMs !== undefined) return;
    if (entry.failures === 0 || always) this.#entries.delete(entry.key);
  }

  #announce(): void {
    this.#wake.wake();
    for (const listener of this.#listeners) listener();
  }
}

function moreUrgent(left: Lane, right: Lane): Lane {
  return LANES.indexOf(left) <= LANES.indexOf(right) ? left : right;
}
