import type { ValidationRuleEntry } from '../../schemas/index.ts';
import {
  type Compiled,
  type CompileProblem,
  compiled,
  problemsOf,
} from '../expression/compile-problem.ts';
import type { ExpressionContext } from '../expression/expression-context.ts';
import type { ValidationRule } from '../program/program.ts';
import { passesRule } from './compare.ts';
import { type Comparison, compileComparisons } from './comparison.ts';
import { compileField, type Field } from './field.ts';
import { shown } from './trace-text.ts';

/** What a rule demands, in words, and whether it holds. */
export interface CompiledRule extends Pick<ValidationRule, 'check'> {
  /** `spec.image starts with "myorg/"`. */
  readonly text: string;
}

/** Compiles field and operators of a validation rule; they differ from those of conditions (katalog-language §4.3). */
export function compileRule(
  written: ValidationRuleEntry,
  options: { readonly context: ExpressionContext; readonly path?: CompileProblem['path'] },
): Compiled<CompiledRule> {
  const { context, path = [] } = options;
  const problems: CompileProblem[] = [];
  const comparisons = compileComparisons(written, { context, path, problems });
  try {
    return compiled(ruleOf(compileField(written.field, context), comparisons), problems);
  } catch (error) {
    return { value: undefined, problems: [...problems, ...problemsOf(error, [...path, 'field'])] };
  }
}

function ruleOf(field: Field, comparisons: readonly Comparison[]): CompiledRule {
  return {
    text: `${field.name} ${comparisons.map(({ text }) => text).join(' and ')}`,
    check: async (scope) => {
      const seen = await field.read(scope);
      const saw = shown(seen.text, field.isTainted);
      for (const { operator, expected } of comparisons) {
        if (!passesRule({ operator, seen, expected: await expected.text(scope) })) {
          return { passed: false, saw };
        }
      }
      return { passed: true, saw };
    },
  };
}
