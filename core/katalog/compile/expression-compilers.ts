import type { Condition, JsonSchema, ValidationRuleEntry } from '../../../schemas/index.ts';
import type { ConditionSet } from '../../condition/condition.ts';
import type { Compiled } from '../../expression/compile-problem.ts';
import type { Expression, ExpressionTree } from '../../expression/expression.ts';
import type { JsonValue } from '../../object/json.ts';
import type { ValidationRule } from '../../program/program.ts';

/** Conditions of one place, in canonical form. */
export interface WrittenConditions {
  readonly when?: readonly Condition[];
  readonly or?: readonly Condition[];
}

/** A validation rule's own part of {@link ValidationRule}. */
export interface RuleCheck extends Pick<ValidationRule, 'check'> {
  /** What it demands, in words. */
  readonly text: string;
}

/** Turns texts of one Katalog into what runs; its notes are known to all of them. */
export interface ExpressionCompilers {
  /** A literal, `{{ }}` or `{% %}`. */
  expression(source: string): Compiled<Expression>;
  /** JSONata without a wrapper, as in `expr:`. */
  jsonata(source: string): Compiled<Expression>;
  /** `schema` says what the leaves are, and so whether a template yields a text or a native value. */
  tree(value: JsonValue, schema: JsonSchema): Compiled<ExpressionTree>;
  conditions(written: WrittenConditions): Compiled<ConditionSet>;
  rule(written: ValidationRuleEntry): Compiled<RuleCheck>;
}
