import type { CommandNode, IdentifierNode, OperandNode, PipeNode } from '../parse/node.ts';
import type { FaultReport } from '../template-fault.ts';
import type { TemplateFunction } from '../template-function.ts';
import type { Execution } from './execution.ts';

/** A compiled operand or pipeline: `null` is a nil held by an interface, `undefined` no value at all. */
export type Evaluate = (execution: Execution) => unknown;

/** A compiled command; `final` is what came through the pipe, if it stands behind one. */
export type Command = (execution: Execution, final: unknown) => unknown;

/** How a list went on: to its end, or out of it by `break` or `continue`. */
export type Signal = 'done' | 'break' | 'continue';

/** A compiled list. */
export type Run = (execution: Execution) => Signal;

/**
 * The parameter kinds inside the engine: `value` keeps nil as it is, `sliceIndex` does too and is as choosy as Go,
 * `untyped` is the receiver of a chain.
 */
export type ArgumentKind =
  | 'any'
  | 'value'
  | 'sliceIndex'
  | 'untyped'
  | 'string'
  | 'number'
  | 'boolean';

/** One call as it is written. */
export interface CallSite {
  readonly identifier: IdentifierNode;
  /** The node that a failing call names. */
  readonly node: IdentifierNode | CommandNode;
  readonly args: readonly OperandNode[];
  readonly isPiped: boolean;
}

/** What the parts of the compiler need of each other. */
export interface ExpressionCompiler {
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** Whether whole and fractional numbers are one type, as in JSON. */
  readonly lenientNumbers: boolean;
  /** Whether numbers become text without an exponent. */
  readonly plainNumbers: boolean;
  /** Told of what fails whenever it is reached. */
  readonly report: FaultReport;
  pipe(node: PipeNode): Evaluate;
  call(site: CallSite): Command;
  argument(node: OperandNode, kind: ArgumentKind): Evaluate;
}

/** Stands for "nothing came through a pipe". */
export const NO_FINAL: unique symbol = Symbol('no final argument');
