import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { createBatchSize } from './batch-size.ts';
import type { QueueItem, WorkQueue } from './queue.ts';
import { createWake, type Wake } from './wake.ts';

/** Options of {@link createScheduler}. */
export interface SchedulerOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Keys worked on at a time, over all queues. Default 64. */
  readonly slots?: number;
  /** Lets other work of the process run. Default: the next turn of the event loop. */
  readonly yieldNow?: () => Promise<unknown>;
}

/** One queue and what is done with its keys. */
export interface Work {
  /** For logs, e.g. the name of the CRD. */
  readonly name: string;
  readonly queue: WorkQueue;
  /** Keys of this queue worked on at a time. */
  readonly workers: number;
  /** Deals with one key; calls `retry` or `forget` itself. A rejection is a bug: logged, and the key retried. */
  run(item: QueueItem): Promise<void>;
}

/** A queue in the care of a scheduler. */
export interface Attachment {
  readonly active: number;
  readonly workers: number;
  setWorkers(workers: number): void;
  /** Takes no more keys; resolves when those being worked on are done. */
  detach(): Promise<void>;
}

/**
 * Gives worker slots to queues in turn, so that a flooded one cannot starve another (design §5).
 *
 * @remarks In a turn of the event loop it hands out as many keys as are likely to take 8 ms, 64 at most.
 */
export interface Scheduler {
  readonly active: number;
  attach(work: Work): Attachment;
  /** Hands out keys until aborted, then waits for those being worked on. */
  run(signal: AbortSignal): Promise<void>;
}

/** Longest turn of the event loop that handing out keys should bring about, and most keys in one. */
const LONGEST_TURN_MS = 8;
const MOST_KEYS = 64;

/** Creates a scheduler; nothing runs before {@link Scheduler.run}. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  return new RoundRobin(options);
}

interface Member {
  readonly work: Work;
  readonly stopListening: () => void;
  workers: number;
  active: number;
  isDetached: boolean;
}

class RoundRobin implements Scheduler {
  readonly #options: SchedulerOptions;
  readonly #slots: number;
  readonly #wake: Wake;
  #members: readonly Member[] = [];
  #next = 0;
  #active = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#slots = options.slots ?? 64;
    this.#wake = createWake(options.clock);
  }

  get active(): number {
    return this.#active;
  }

  attach(work: Work): Attachment {
    const member: Member = {
      work,
      stopListening: work.queue.onAdded(() => this.#wake.wake()),
      workers: work.workers,
      active: 0,
      isDetached: false,
    };
    this.#members = [...this.#members, member];
    this.#wake.wake();
    return {
      get active() {
        return member.active;
      },
      get workers() {
        return member.workers;
      },
      setWorkers: (workers) => {
        member.workers = workers;
        this.#wake.wake();
      },
      detach: () => this.#detach(member),
    };
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const yieldNow = this.#options.yieldNow ?? nextTurn;
    const batch = createBatchSize({ longestMs: LONGEST_TURN_MS, mostKeys: MOST_KEYS });
    while (!signal.aborted) {
      const startedMs = clock.monotonicMs();
      const untilMs = startedMs + LONGEST_TURN_MS;
      let keys = 0;
      while (keys < batch.keys && clock.monotonicMs() < untilMs && this.#dispatch()) keys += 1;
      if (keys === 0) {
        await this.#wake.wait(this.#nextDueInMs(), signal);
        continue;
      }
      await yieldNow();
      batch.took(clock.monotonicMs() - startedMs, keys);
    }
    await this.#untilIdle(() => this.#active);
  }

  /** Hands one key to a worker; `false` when no slot, worker or key is free. */
  #dispatch(): boolean {
    if (this.#active >= this.#slots) return false;
    const count = this.#members.length;
    for (let step = 0; step < count; step += 1) {
      const at = (this.#next + step) % count;
      const member = this.#members[at];
      if (member === undefined || member.active >= member.workers) continue;
      const item = member.work.queue.tryTake();
      if (item === undefined) continue;
      this.#next = (at + 1) % count;
      member.active += 1;
      this.#active += 1;
      void this.#work(member, item);
      return true;
    }
    return false;
  }

  /** Never rejects; {@link RoundRobin.run} waits for it by the number of active keys. */
  async #work(member: Member, item: QueueItem): Promise<void> {
    const { name, queue } = member.work;
    try {
      await member.work.run(item);
    } catch (err) {
      this.#options.log.error({ crd: name, object: item.key, err }, 'worker failed unexpectedly');
      queue.retry(item.key);
    } finally {
      member.active -= 1;
      this.#active -= 1;
      queue.done(item.key);
      this.#wake.wake();
    }
  }

  /** Queues that could be served: a full one is left out, as its next key waits for a worker, not for time. */
  #nextDueInMs(): number | undefined {
    if (this.#active >= this.#slots) return undefined;
    let soonest: number | undefined;
    for (const { active, workers, work } of this.#members) {
      if (active >= workers) continue;
      const dueMs = work.queue.nextDueInMs();
      if (dueMs !== undefined && (soonest === undefined || dueMs < soonest)) soonest = dueMs;
    }
    return soonest;
  }

  async #detach(member: Member): Promise<void> {
    if (!member.isDetached) {
      member.isDetached = true;
      member.stopListening();
      this.#members = this.#members.filter((other) => other !== member);
    }
    await this.#untilIdle(() => member.active);
  }

  async #untilIdle(active: () => number): Promise<void> {
    const never = new AbortController().signal;
    while (active() > 0) await this.#wake.wait(undefined, never);
  }
}
