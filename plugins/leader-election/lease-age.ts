import type { Clock } from '../../core/index.ts';
import type { LeaseRecord } from './lease-record.ts';

/**
 * When a Lease was last seen to change, by this process's own monotonic clock: nobody else's clock is believed
 * (client-go, `leaderelection`).
 */
export class LeaseAge {
  readonly #clock: Clock;
  readonly #fallbackMs: number;
  #record: LeaseRecord | undefined;
  #changedAtMs = 0;

  /** @param fallbackMs - how long a Lease counts that does not say its duration */
  constructor(clock: Clock, fallbackMs: number) {
    this.#clock = clock;
    this.#fallbackMs = fallbackMs;
  }

  get record(): LeaseRecord | undefined {
    return this.#record;
  }

  observe(record: LeaseRecord | undefined): void {
    const isSeen = isSame(record, this.#record);
    this.#record = record;
    if (!isSeen) this.#changedAtMs = this.#clock.monotonicMs();
  }

  /** How long until it may be taken as far as is known, in milliseconds; 0: now. */
  freeInMs(): number {
    const record = this.#record;
    if (record === undefined || record.holder === '') return 0;
    const durationMs = record.durationMs > 0 ? record.durationMs : this.#fallbackMs;
    return Math.max(0, this.#changedAtMs + durationMs - this.#clock.monotonicMs());
  }
}

function isSame(left: LeaseRecord | undefined, right: LeaseRecord | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    left.holder === right.holder &&
    left.renewTime === right.renewTime &&
    left.transitions === right.transitions &&
    left.durationMs === right.durationMs
  );
}
