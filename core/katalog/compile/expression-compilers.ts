import type { Condition, Note, ValidationRuleEntry } from '../../../schemas/index.ts';
import type { ConditionSet } from '../../condition/condition.ts';
import type { Expression, ExpressionTree } from '../../expression/expression.ts';
import type { JsonValue } from '../../object/json.ts';
import type { ValidationRule } from '../../program/program.ts';
import type { NodePath } from '../source/source-node.ts';

/** A fault of an expression, found before it runs. */
export interface ExpressionProblem {
  /** Path inside the compiled value; empty for a single text. */
  readonly path: NodePath;
  /** UTF-16 unit of the text. */
  readonly offset?: number | undefined;
  readonly message: string;
  readonly nearest?: string | undefined;
  /** `true`: the fault is a function that does not exist. */
  readonly isUnknownNote?: boolean;
}

/** What came of compiling: a value exactly when there are no problems. */
export type Compiled<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly ExpressionProblem[] };

/** Conditions of one place, in canonical form. */
export interface WrittenConditions {
  readonly when?: readonly Condition[];
  readonly or?: readonly Condition[];
}

/** A validation rule's own part of {@link ValidationRule}. */
export type RuleCheck = Pick<ValidationRule, 'check'>;

/** Turns texts of one Katalog into what runs; its notes are known to all of them. */
export interface ExpressionCompilers {
  /** A literal, `{{ }}` or `{% %}`. */
  expression(source: string): Compiled<Expression>;
  /** JSONata without a wrapper, as in `expr:`. */
  jsonata(source: string): Compiled<Expression>;
  tree(value: JsonValue): Compiled<ExpressionTree>;
  conditions(written: WrittenConditions): Compiled<ConditionSet>;
  rule(written: ValidationRuleEntry): Compiled<RuleCheck>;
}

/** Makes the compilers of one Katalog; faults of its notes have paths such as `[0, 'expression']`. */
export type CreateExpressionCompilers = (notes: readonly Note[]) => {
  readonly compilers: ExpressionCompilers;
  readonly problems: readonly ExpressionProblem[];
};
