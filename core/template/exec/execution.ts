import type { TextMeter } from '../format/text-meter.ts';
import type { LocatedNode } from '../parse/node.ts';
import { type GoMap, isGoMap, isTruthyScalar } from '../value/go-type.ts';
import { byteLengthOf, joinedBytes } from '../value/raw-bytes.ts';
import { sortedKeys } from '../value/sorted-keys.ts';
import {
  budgetError,
  executionError,
  type FailurePlace,
  type FailureReason,
} from './execution-errors.ts';
import {
  DEFAULT_EXECUTION_BUDGET,
  type ExecutionBudget,
  type ExecutionOptions,
  type TemplateExecution,
} from './template-execution.ts';
import { VariableStack } from './variable-stack.ts';

const STEPS_PER_TIME_CHECK = 1024;
const UNITS_PER_STEP = 64;

/** What is executed: the source's name and text. */
export interface ExecutedSource {
  readonly name: string;
  readonly source: string;
}

/** The state of one execution: dot, variables, output, place for errors, and what is left of the budget. */
export class Execution implements TextMeter, TemplateExecution {
  readonly root: unknown;
  readonly environment: unknown;
  /** The present dot. */
  dot: unknown;
  /** Whether Go would hold the dot as an interface value (an element of a list or map); it names types in errors. */
  isDotBoxed = false;
  variables: VariableStack;
  /** The node that an error names. */
  node: LocatedNode | undefined = undefined;
  /** The template that is executing. */
  template: string;
  steps: number;
  depth: number;

  readonly #source: ExecutedSource;
  readonly #budget: ExecutionBudget;
  readonly #nowMs: (() => number) | undefined;
  readonly #deadlineMs: number;
  readonly #parent: TemplateExecution | undefined;
  readonly #stepsBefore: number;
  #output = '';
  #outputBytes = -1;
  #textUnits = 0;
  #nextCheck: number;
  #keyCounts: Map<GoMap, number> | undefined;
  #sortedKeys: Map<GoMap, readonly string[]> | undefined;

  constructor(source: ExecutedSource, root: unknown, options: ExecutionOptions) {
    const { budget, parent, nowMs } = options;
    this.#source = source;
    this.#budget =
      budget === undefined ? DEFAULT_EXECUTION_BUDGET : { ...DEFAULT_EXECUTION_BUDGET, ...budget };
    this.template = source.name;
    this.root = root;
    this.dot = root === null ? undefined : root;
    this.environment = options.environment;
    this.variables = new VariableStack(this.dot);
    this.#parent = parent;
    this.#stepsBefore = parent?.steps ?? 0;
    this.steps = this.#stepsBefore;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.#nowMs = nowMs;
    this.#deadlineMs = nowMs === undefined ? 0 : nowMs() + this.#budget.maxDurationMs;
    this.#nextCheck = Math.min(this.#budget.maxSteps + 1, this.steps + STEPS_PER_TIME_CHECK);
    if (this.depth > this.#budget.maxDepth) this.#exceeded('depth', this.#budget.maxDepth);
  }

  /** The output; bytes that are no UTF-8 are in it as raw ones. */
  get output(): string {
    return joinedBytes(this.#output);
  }

  /** Tells the execution that started this one how much was done. */
  settle(): void {
    this.#parent?.addSteps(this.steps - this.#stepsBefore);
  }

  addSteps(steps: number): void {
    this.steps += steps;
    this.#checkSteps();
  }

  /** Fails at the present node with Go's text. */
  fail(complaint: string, reason: FailureReason = {}): never {
    throw executionError(this.#place(), complaint, reason);
  }

  write(text: string): void {
    this.#output += text;
    const { maxOutputBytes } = this.#budget;
    // No UTF-16 unit takes more than three bytes, so most outputs need no exact count.
    if (this.#output.length * 3 <= maxOutputBytes) return;
    this.#outputBytes =
      this.#outputBytes < 0 ? byteLengthOf(this.#output) : this.#outputBytes + byteLengthOf(text);
    if (this.#outputBytes > maxOutputBytes) this.#exceeded('outputBytes', maxOutputBytes);
  }

  step(count: number = 1): void {
    this.steps += count;
    if (this.steps >= this.#nextCheck) this.#checkSteps();
  }

  charge(units: number, total: number = units): void {
    if (total > this.#budget.maxOutputBytes) {
      this.#exceeded('outputBytes', this.#budget.maxOutputBytes);
    }
    this.#textUnits += units;
    if (this.#textUnits < UNITS_PER_STEP) return;
    this.steps += Math.floor(this.#textUnits / UNITS_PER_STEP);
    this.#textUnits %= UNITS_PER_STEP;
    if (this.steps >= this.#nextCheck) this.#checkSteps();
  }

  countKeys(map: GoMap): number {
    this.#keyCounts ??= new Map();
    const known = this.#keyCounts.get(map);
    if (known !== undefined) return known;
    const { length } = Object.keys(map);
    this.charge(length, 0);
    this.#keyCounts.set(map, length);
    return length;
  }

  sortedKeysOf(map: GoMap): readonly string[] {
    this.#sortedKeys ??= new Map();
    const known = this.#sortedKeys.get(map);
    if (known !== undefined) return known;
    const keys = sortedKeys(map);
    this.charge(keys.length, 0);
    this.#sortedKeys.set(map, keys);
    return keys;
  }

  /** Go's truth of a value. */
  isTrue(value: unknown): boolean {
    return isGoMap(value) ? this.countKeys(value) > 0 : isTruthyScalar(value);
  }

  enter(): void {
    this.depth += 1;
    if (this.depth > this.#budget.maxDepth) this.#exceeded('depth', this.#budget.maxDepth);
  }

  leave(): void {
    this.depth -= 1;
  }

  /** The stack ran out before the counted depth did. */
  stackExhausted(): never {
    return this.#exceeded('depth', this.#budget.maxDepth);
  }

  #checkSteps(): void {
    const { maxSteps, maxDurationMs } = this.#budget;
    if (this.steps > maxSteps) this.#exceeded('steps', maxSteps);
    this.#nextCheck = Math.min(maxSteps + 1, this.steps + STEPS_PER_TIME_CHECK);
    if (this.#nowMs !== undefined && this.#nowMs() > this.#deadlineMs) {
      this.#exceeded('durationMs', maxDurationMs);
    }
  }

  #exceeded(limit: string, max: number): never {
    throw budgetError(this.#place(), limit, max);
  }

  #place(): FailurePlace {
    const { name, source } = this.#source;
    return { name, source, template: this.template, node: this.node };
  }
}
