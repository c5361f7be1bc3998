import type { Lane } from './lane.ts';

/** A key handed to a worker. */
export interface QueueItem<Key = string> {
  readonly key: Key;
  /** The most urgent reason it was added for. */
  readonly lane: Lane;
  /** How long it was ready before it was taken. */
  readonly waitedMs: number;
  /** 1, or one more than its failures since the last {@link WorkQueue.forget}. */
  readonly attempt: number;
}

/**
 * Keys that wait for a worker: each at most once, none handed out twice at a time, none lost.
 *
 * @remarks A key that is added while it is being worked on is handed out once more afterwards. Nothing is ever
 * dropped for being too many: distinct keys are bounded by the number of objects.
 */
export interface WorkQueue<Key = string> {
  /** Makes a key ready; one that waits already moves to the lane if that is more urgent. */
  add(key: Key, lane: Lane): void;
  /** Makes a key ready after a delay; of several delays the shortest holds. */
  addAfter(key: Key, delayMs: number, lane: Lane): void;
  /** Adds a key that has failed, after its backoff, in the lane it was last taken from; returns the delay. */
  retry(key: Key, atLeastMs?: number): number;
  /** Resets the failures of a key. */
  forget(key: Key): void;
  /** Takes the next key when one is ready. */
  tryTake(): QueueItem<Key> | undefined;
  /** Waits for the next key; `undefined` once aborted or closed. */
  take(signal: AbortSignal): Promise<QueueItem<Key> | undefined>;
  /** Gives a key back after work, whatever came of it. */
  done(key: Key): void;
  /** Keys that wait, delayed ones not counted. */
  readonly depth: number;
  /** Keys that wait in one lane. */
  waiting(lane: Lane): number;
  /** Keys being worked on. */
  readonly active: number;
  /** Failures of a key since the last {@link WorkQueue.forget}. */
  failuresOf(key: Key): number;
  /** Milliseconds until the next delayed key is ready; `undefined` when none is delayed. */
  nextDueInMs(): number | undefined;
  /** Calls the listener whenever a key became ready or delayed; returns the way to stop. */
  onAdded(listener: () => void): () => void;
  /** Hands out nothing more, forgets what waits. */
  close(): void;
  /** Closes, and resolves when no key is being worked on. */
  drain(): Promise<void>;
}
