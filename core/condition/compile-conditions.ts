import type { Condition } from '../../schemas/index.ts';
import { isUnknown, textOf } from '../errors.ts';
import { type Compiled, type CompileProblem, compiled } from '../expression/compile-problem.ts';
import type { Scope } from '../expression/expression.ts';
import type { ExpressionContext } from '../expression/expression-context.ts';
import { type Check, compileChecks } from './compile-checks.ts';
import type { ConditionSet, ConditionTrace } from './condition.ts';

/** What conditions are compiled from. */
export interface CompileConditionsOptions {
  /** All must pass. */
  readonly when?: readonly Condition[];
  /** At least one must pass, unless there is none. */
  readonly or?: readonly Condition[];
  readonly context: ExpressionContext;
  /** Where `when` and `or` stand, for problems. Default the root. */
  readonly path?: CompileProblem['path'];
}

/** One condition, ready to run. */
interface CompiledCondition {
  readonly text: string;
  readonly checks: readonly Check[];
  readonly isNegated: boolean;
}

const EMPTY = { passed: true, traces: [] };

/** Compiles `when` and `or` lists (katalog-language §5.7 to §5.10) to a set that tells what it saw. */
export function compileConditions(options: CompileConditionsOptions): Compiled<ConditionSet> {
  const { context, path = [] } = options;
  const problems: CompileProblem[] = [];
  const compileList = (list: readonly Condition[], key: string): readonly CompiledCondition[] =>
    list.map((written, index) =>
      compileCondition(written, { context, path: [...path, key, index], problems }),
    );
  const when = compileList(options.when ?? [], 'when');
  const or = compileList(options.or ?? [], 'or');
  const all = [...when, ...or];
  const set: ConditionSet = {
    isEmpty: all.length === 0,
    references: all.flatMap(({ checks }) => checks.flatMap((check) => check.references)),
    evaluate: async (scope) => {
      if (all.length === 0) return EMPTY;
      const required = await traceAll(when, scope);
      const alternatives = await traceAll(or, scope);
      const passed =
        required.every((trace) => trace.passed) &&
        (or.length === 0 || alternatives.some((trace) => trace.passed));
      return { passed, traces: [...required, ...alternatives] };
    },
  };
  return compiled(set, problems);
}

function compileCondition(
  written: Condition,
  options: {
    readonly context: ExpressionContext;
    readonly path: CompileProblem['path'];
    readonly problems: CompileProblem[];
  },
): CompiledCondition {
  const checks = compileChecks(written, options);
  const isNegated = written.negate === true;
  const text = checks.map((check) => check.text).join(' and ');
  return { text: isNegated ? `not (${text})` : text, checks, isNegated };
}

async function traceAll(
  conditions: readonly CompiledCondition[],
  scope: Scope,
): Promise<readonly ConditionTrace[]> {
  const traces: ConditionTrace[] = [];
  for (const condition of conditions) traces.push(await traceOf(condition, scope));
  return traces;
}

/** Every check is run even after one failed, so that the trace shows all that was seen. */
async function traceOf(
  { text, checks, isNegated }: CompiledCondition,
  scope: Scope,
): Promise<ConditionTrace> {
  let passed = true;
  const saws: string[] = [];
  const errors: string[] = [];
  for (const check of checks) {
    try {
      const outcome = await check.run(scope);
      passed &&= outcome.passed;
      saws.push(outcome.saw);
    } catch (error) {
      // What is not known is neither true nor false: nothing may follow from it.
      if (isUnknown(error)) throw error;
      passed = false;
      errors.push(textOf(error));
    }
  }
  const trace = { text, passed: passed !== isNegated, saw: saws.join(', ') };
  return errors.length === 0 ? trace : { ...trace, error: errors.join('; ') };
}
