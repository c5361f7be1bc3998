import { setImmediate as yieldToRequests } from 'node:timers/promises';
import type { Clock, Logger } from '../../../core/index.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Controller } from './controller.ts';

const RETRY_MS = 1_000;
const MAX_STEPS = 100;

export interface ControlLoopOptions {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Registration {
  readonly controller: Controller;
  readonly delayMs: number;
  /** Keys with the time at which they are due. */
  readonly due: Map<string, number>;
}

interface Step {
  readonly registration: Registration;
  readonly key: string;
  readonly at: number;
}

/** Runs controllers one step at a time, each when it is due by the injected clock. */
export class ControlLoop {
  readonly #options: ControlLoopOptions;
  readonly #registrations: Registration[] = [];
  #wake = new AbortController();

  constructor(options: ControlLoopOptions) {
    this.#options = options;
  }

  /**
   * Adds a controller before the loop runs.
   *
   * @param delayMs - How long after a change it takes its step.
   */
  add(controller: Controller, delayMs = 0): void {
    this.#registrations.push({ controller, delayMs, due: new Map() });
  }

  /** Follows the store until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#options;
    const stopListening = store.listen((change) => {
      for (const registration of this.#registrations) {
        const at = clock.nowMs() + registration.delayMs;
        for (const key of registration.controller.keysFor(change)) {
          this.#enqueue(registration, key, at);
        }
      }
    });
    try {
      while (!signal.aborted) await this.#step(signal);
    } finally {
      stopListening();
    }
  }

  #enqueue({ due }: Registration, key: string, at: number): void {
    const planned = due.get(key);
    if (planned === undefined || at < planned) due.set(key, at);
    // A reason of our own is cheaper than the error, with its stack, that stands in for none.
    this.#wake.abort('woken');
  }

  async #step(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    if (this.#runDue()) {
      await yieldToRequests();
      return;
    }
    const next = this.#next();
    this.#wake = new AbortController();
    const awake = AbortSignal.any([signal, this.#wake.signal]);
    if (next === undefined) await aborted(awake);
    else await clock.sleep(next.at - clock.nowMs(), awake);
  }

  /** Takes the steps that are due and those they lead to, so many at a time that requests need not wait long. */
  #runDue(): boolean {
    let taken = 0;
    while (taken < MAX_STEPS) {
      const due = this.#due().slice(0, MAX_STEPS - taken);
      if (due.length === 0) break;
      taken += due.length;
      for (const { registration, key } of due) {
        registration.due.delete(key);
        this.#reconcile(registration, key);
      }
    }
    return taken > 0;
  }

  #due(): readonly Step[] {
    const nowMs = this.#options.clock.nowMs();
    return this.#registrations
      .flatMap((registration) =>
        [...registration.due].map(([key, at]) => ({ registration, key, at })),
      )
      .filter(({ at }) => at <= nowMs)
      .sort((left, right) => left.at - right.at);
  }

  #next(): Step | undefined {
    let earliest: Step | undefined;
    for (const registration of this.#registrations) {
      for (const [key, at] of registration.due) {
        if (earliest === undefined || at < earliest.at) earliest = { registration, key, at };
      }
    }
    return earliest;
  }

  #reconcile(registration: Registration, key: string): void {
    const { clock, log } = this.#options;
    const { controller } = registration;
    const again = () => {
      try {
        return controller.reconcile(key);
      } catch (err) {
        log.warn({ err, controller: controller.name, key }, 'controller step failed');
        return RETRY_MS;
      }
    };
    const delayMs = again();
    if (delayMs !== undefined) this.#enqueue(registration, key, clock.nowMs() + delayMs);
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
