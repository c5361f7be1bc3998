import { countWrite, type Field, forgetChains, isNew, loopingFields } from './field-counts.ts';
import type { FieldWrite } from './field-writes.ts';
import { counted, type LeakyCount, levelAt } from './leaky-count.ts';
import type { WriteLoop } from './write-loop.ts';

/** What a cycle that wrote something looked like from outside. */
export interface WrittenCycle {
  readonly writes: () => readonly FieldWrite[];
  /** Version of all inputs at its start and at its end; `undefined` where a provider cannot tell. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Generation of the custom resource at its end. */
  readonly generation: number;
  /** It was asked for: a resync or a requeue, which have their own pace. */
  readonly isPaced: boolean;
  readonly nowMs: number;
}

/** What a guard says of a cycle. */
export type Verdict =
  | 'fine'
  /** A loop was found just now; the next cycle tells of it. */
  | 'found'
  /** The loop has been told of; the next cycle has to wait. */
  | 'told'
  /** The loop goes on; the next cycle has to wait. */
  | 'goes-on'
  /** The loop has ended. */
  | 'ended';

/**
 * Sees objects that are written again and again without a change from outside, whatever the cause, and slows them to the
 * resync. Pure: time is handed in.
 *
 * @remarks Three kinds are told apart. A field is _self-fed_ when cycle after cycle writes it and each began with exactly what
 * the one before had left: nobody else changed anything. It is _contested_ when the same value has to be written again and
 * again: somebody sets it back. It is _volatile_ when it comes from random values or the time. Work that goes on because
 * children come up, people change things or the spec is edited is none of these.
 */
export interface WriteGuard {
  /**
   * How long a key has to wait before it may be worked on, in milliseconds.
   *
   * @param generation - of the custom resource now: an edited spec is a new beginning
   */
  waitMs(key: string, generation: number, nowMs: number): number;
  /** Notes what a cycle wrote; also of one that wrote nothing while there is a loop. */
  note(key: string, cycle: WrittenCycle): Verdict;
  /** The loop of a key, if there is one. */
  loopOf(key: string): WriteLoop | undefined;
  /** Adds who else writes the fields of a loop. */
  name(key: string, writers: ReadonlyMap<string, readonly string[]>): void;
  forget(key: string): void;
  /** Keys with a loop. */
  loops(): ReadonlyMap<string, WriteLoop>;
}

/** Cycles that may write before fields are looked at one by one. */
const UNWATCHED = { count: 3, periodMs: 60_000 };
/** Keys remembered before those that have been quiet are forgotten. */
const SWEEP_AT = 1_000;
/** Looking for them walks all keys, so it is done at most so often. */
const SWEEP_EVERY_MS = 10_000;

interface Watched {
  cycles: LeakyCount;
  generation: number;
  /** Inputs as the last cycle that wrote left them. */
  after: string | undefined;
  readonly fields: Map<string, Field>;
  loop: WriteLoop | undefined;
  /** Not set while the cycle that tells of the loop is still to come. */
  heldUntilMs: number | undefined;
}

/** Creates a guard; a braked key is worked on once in `everyMs`. */
export function createWriteGuard(everyMs: number): WriteGuard {
  return new Guard(everyMs);
}

class Guard implements WriteGuard {
  readonly #everyMs: number;
  readonly #watched = new Map<string, Watched>();
  /** Keys of `#watched` with a loop: they are asked for often and are few. */
  readonly #looping = new Set<string>();
  #sweptAtMs = Number.NEGATIVE_INFINITY;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  waitMs(key: string, generation: number, nowMs: number): number {
    const watched = this.#watched.get(key);
    if (watched === undefined) return 0;
    if (generation !== watched.generation) {
      this.forget(key);
      return 0;
    }
    if (watched.loop === undefined || watched.heldUntilMs === undefined) return 0;
    return Math.max(0, watched.heldUntilMs - nowMs);
  }

  note(key: string, cycle: WrittenCycle): Verdict {
    const watched = this.#begin(key, cycle);
    if (watched === undefined) return 'fine';
    const isSelfFed =
      !cycle.isPaced && cycle.before !== undefined && cycle.before === watched.after;
    watched.after = cycle.after;
    watched.generation = cycle.generation;
    const writes = cycle.writes();
    if (watched.loop !== undefined) {
      const verdict = this.#goOn(watched, writes, cycle.nowMs);
      if (verdict === 'ended') this.#looping.delete(key);
      return verdict;
    }
    // Whatever came from outside begins a new chain.
    if (!isSelfFed && !cycle.isPaced) forgetChains(watched.fields);
    const isProgress = writes.some((write) => isNew(write, watched.fields));
    const reasons = writes.flatMap((write) => {
      const kind = { ...cycle, isSelfFed: isSelfFed && !isProgress };
      return countWrite(watched.fields, write, kind) ?? [];
    });
    const [reason] = reasons;
    if (reason === undefined) return 'fine';
    watched.loop = { reason, fields: loopingFields(watched.fields, reason, cycle.nowMs) };
    this.#looping.add(key);
    return 'found';
  }

  loopOf(key: string): WriteLoop | undefined {
    return this.#watched.get(key)?.loop;
  }

  name(key: string, writers: ReadonlyMap<string, readonly string[]>): void {
    const watched = this.#watched.get(key);
    if (watched?.loop === undefined) return;
    const fields = watched.loop.fields.map((field) => {
      return { ...field, writers: writers.get(field.id) ?? field.writers };
    });
    watched.loop = { ...watched.loop, fields };
  }

  forget(key: string): void {
    this.#watched.delete(key);
    this.#looping.delete(key);
  }

  loops(): ReadonlyMap<string, WriteLoop> {
    const found = new Map<string, WriteLoop>();
    for (const key of this.#looping) {
      const loop = this.#watched.get(key)?.loop;
      if (loop !== undefined) found.set(key, loop);
    }
    return found;
  }

  /** The record of a key once it has written often enough to be looked at. */
  #begin(key: string, { nowMs, generation, after }: WrittenCycle): Watched | undefined {
    const known = this.#watched.get(key);
    if (known?.loop !== undefined) return known;
    const cycles = counted(known?.cycles, { nowMs, periodMs: UNWATCHED.periodMs });
    if (known === undefined) {
      this.#sweep(nowMs);
      const fresh = { fields: new Map<string, Field>(), loop: undefined, heldUntilMs: undefined };
      this.#watched.set(key, { ...fresh, cycles, generation, after });
      return undefined;
    }
    known.cycles = cycles;
    if (cycles.level >= UNWATCHED.count) return known;
    known.after = after;
    known.generation = generation;
    return undefined;
  }

  #goOn(watched: Watched, writes: readonly FieldWrite[], nowMs: number): Verdict {
    const ids = new Set(watched.loop?.fields.map(({ id }) => id));
    const isTelling = watched.heldUntilMs === undefined;
    if (isTelling || writes.some(({ id }) => ids.has(id))) {
      watched.heldUntilMs = nowMs + this.#everyMs;
      return isTelling ? 'told' : 'goes-on';
    }
    watched.loop = undefined;
    watched.heldUntilMs = undefined;
    watched.fields.clear();
    return 'ended';
  }

  /** Most keys write once and are quiet from then on. */
  #sweep(nowMs: number): void {
    if (this.#watched.size < SWEEP_AT || nowMs - this.#sweptAtMs < SWEEP_EVERY_MS) return;
    this.#sweptAtMs = nowMs;
    for (const [key, { cycles, loop }] of this.#watched) {
      if (loop === undefined && levelAt(cycles, nowMs, UNWATCHED.periodMs) === 0)
        this.#watched.delete(key);
    }
  }
}
