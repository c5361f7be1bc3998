import type { TemplateExecution } from './exec/template-execution.ts';

/**
 * What a parameter takes.
 *
 * @remarks `any` takes nil too; the others refuse nil and every other type with Go's text.
 */
export type ParameterKind = 'any' | 'string' | 'number' | 'boolean';

/** A function that templates may call. */
export interface TemplateFunction {
  readonly name: string;
  readonly minArgs: number;
  /** `Infinity` for a variadic function. */
  readonly maxArgs: number;
  /** Kinds in order; the last one repeats when variadic. All `any` when absent. */
  readonly params?: readonly ParameterKind[];
  /**
   * Computes the result from plain values (nil is `undefined` or `null`).
   *
   * @throws any Error; its message ends Go's `error calling name: …`
   */
  call(args: readonly unknown[], call: TemplateCall): unknown;
}

/** How and where a function is called. */
export interface TemplateCall {
  /** Whether the last argument came through a pipe. */
  readonly piped: boolean;
  /** For each argument whether it is a literal of the template. */
  readonly literalArgs: readonly boolean[];
  /** The data the template runs on. */
  readonly root: unknown;
  /** Handed through from the execution: clock, random source and the like. */
  readonly environment: unknown;
  /** Hand this on as `parent` when the function renders another template, so that both share one budget. */
  readonly execution: TemplateExecution;
}
