import type { PathReference, Scope } from '../expression/expression.ts';

/** How one condition came out, with the value it saw: the raw material of "why". */
export interface ConditionTrace {
  /** As a person would say it: `spec.environment equals "production"`. */
  readonly text: string;
  readonly passed: boolean;
  /** Text of the field at the time, shortened to 128 characters; `<secret>` when tainted. */
  readonly saw: string;
  /** Present when evaluation itself failed. */
  readonly error?: string;
}

export interface ConditionOutcome {
  readonly passed: boolean;
  readonly traces: readonly ConditionTrace[];
}

/** Compiled `when:` and `or:` lists (katalog-language §5.7); an empty set passes. */
export interface ConditionSet {
  readonly isEmpty: boolean;
  readonly references: readonly PathReference[];
  /** Never rejects: a failing expression makes its condition false and is told in the trace. */
  evaluate(scope: Scope): Promise<ConditionOutcome>;
}
