/** How much one execution may do. */
export interface ExecutionBudget {
  /** Size of the output in bytes of UTF-8, and of any text built on the way in UTF-16 units. Default 4 MiB. */
  readonly maxOutputBytes: number;
  /** Nodes, iterations, calls and printed elements; 64 characters of built text count as one. Default 1,000,000. */
  readonly maxSteps: number;
  /** Templates within templates, and lists and maps within each other when printed. Default 100. */
  readonly maxDepth: number;
  /** Time by the `nowMs` of the execution, in milliseconds. Unlimited by default. */
  readonly maxDurationMs: number;
}

/** The budget of an execution that names none. */
export const DEFAULT_EXECUTION_BUDGET: ExecutionBudget = {
  maxOutputBytes: 4 * 1024 * 1024,
  maxSteps: 1_000_000,
  maxDepth: 100,
  maxDurationMs: Number.POSITIVE_INFINITY,
};

/** A running execution as far as another one that it starts needs to know it. */
export interface TemplateExecution {
  /** Steps done so far. */
  readonly steps: number;
  /** Templates entered so far. */
  readonly depth: number;
  /** Adds the steps of a nested execution. */
  addSteps(steps: number): void;
}

/** How a template is executed. */
export interface ExecutionOptions {
  /** Bounds that differ from {@link DEFAULT_EXECUTION_BUDGET}. */
  readonly budget?: Partial<ExecutionBudget>;
  /** Handed to every function as it is. */
  readonly environment?: unknown;
  /** The clock of `maxDurationMs`, asked every 1,024 steps. */
  readonly nowMs?: () => number;
  /** The execution that a function was called from. */
  readonly parent?: TemplateExecution;
}
