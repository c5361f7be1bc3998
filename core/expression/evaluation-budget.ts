import { setImmediate as otherWork } from 'node:timers/promises';
import { ErrorCode, OrkError } from '../errors.ts';
import type { ExpressionContext } from './expression-context.ts';
import { ValueWeight } from './value-weight.ts';

/** Working time after which other work gets its turn, in milliseconds. */
const SLICE_MS = 5;
const STEPS_PER_TIME_CHECK = 32;
const UNITS_PER_STEP = 64;
/** Comparing and converting large values takes time that no node shows. */
const WEIGHT_PER_STEP = 1024;

/** Keeps one evaluation within its limits and lets other work through while it runs. */
export class EvaluationBudget {
  readonly #limits: ExpressionContext['limits'];
  readonly #clock: ExpressionContext['clock'];
  readonly #weight = new ValueWeight();
  #steps = 0;
  #nextCheck = STEPS_PER_TIME_CHECK;
  #workedMs = 0;
  #sliceStartMs: number;
  #sliceMs = 0;

  constructor({ limits, clock }: ExpressionContext) {
    this.#limits = limits;
    this.#clock = clock;
    this.#sliceStartMs = clock.monotonicMs();
  }

  get steps(): number {
    return this.#steps;
  }

  /** Counts a node; now and then pauses until other work had its turn. */
  enter(): Promise<void> | undefined {
    this.addSteps(1);
    return this.#sliceMs > SLICE_MS ? this.#pause() : undefined;
  }

  /** @throws {@link OrkError} `ORK_EXPRESSION_BUDGET` */
  addSteps(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#limits.maxSteps) this.#exceeded('maxSteps');
    // Reading the clock at every node would cost more than the node.
    if (this.#steps < this.#nextCheck) return;
    this.#nextCheck = this.#steps + STEPS_PER_TIME_CHECK;
    this.#sliceMs = this.#clock.monotonicMs() - this.#sliceStartMs;
    if (this.#workedMs + this.#sliceMs > this.#limits.maxDurationMs) {
      this.#exceeded('maxDurationMs');
    }
  }

  /** Counts work on so many characters or elements. */
  charge(units: number): void {
    this.addSteps(1 + Math.floor(units / UNITS_PER_STEP));
  }

  /** Refuses a result that is too large; `isNew` tells that the node made it rather than found it. */
  leave(result: unknown, isNew: boolean): void {
    if (typeof result === 'string') {
      if (result.length > this.#limits.maxSize) this.#exceeded('maxSize');
      if (result.length > UNITS_PER_STEP) this.charge(result.length);
    } else if (typeof result === 'object' && result !== null) {
      if (Array.isArray(result)) this.#leaveList(result);
      const weight = isNew ? this.#weight.weigh(result) : this.#weight.known(result);
      if (weight > this.#limits.maxSize) this.#exceeded('maxSize');
      if (weight > WEIGHT_PER_STEP) this.addSteps(Math.floor(weight / WEIGHT_PER_STEP));
    }
  }

  #leaveList(list: readonly unknown[]): void {
    if (list.length > this.#limits.maxItems) this.#exceeded('maxItems');
    if (list.length > UNITS_PER_STEP) this.charge(list.length);
  }

  async #pause(): Promise<void> {
    this.#workedMs += this.#sliceMs;
    this.#sliceMs = 0;
    await otherWork();
    this.#sliceStartMs = this.#clock.monotonicMs();
  }

  #exceeded(limit: Exclude<keyof ExpressionContext['limits'], 'template'>): never {
    throw budgetError(limit, this.#limits[limit]);
  }
}

/** The error of an evaluation that did more than it may. */
export function budgetError(limit: string, max: number): OrkError {
  return new OrkError('Expression exceeds its budget', {
    code: ErrorCode.ExpressionBudget,
    retry: { kind: limit === 'maxDurationMs' ? 'backoff' : 'never' },
    details: { text: `expression exceeds its budget: ${limit} ${max}`, limit, max },
  });
}
