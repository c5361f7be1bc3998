import type { Condition } from '../../schemas/index.ts';
import { type CompileProblem, problemsOf } from '../expression/compile-problem.ts';
import type { Expression, PathReference, Scope } from '../expression/expression.ts';
import type { ExpressionContext } from '../expression/expression-context.ts';
import { compileJsonata } from '../expression/jsonata-expression.ts';
import { textOf } from '../expression/value-text.ts';
import { isTruthyValue } from '../notes/truth.ts';
import { passesCondition } from './compare.ts';
import { type Comparison, compileComparisons, SHORTHANDS } from './comparison.ts';
import { compileField, type Field } from './field.ts';
import { compileTimeChecks, type TimeCheck } from './time-check.ts';
import { shown } from './trace-text.ts';

/** One part of a condition. */
export interface Check {
  readonly text: string;
  readonly references: readonly PathReference[];
  /** Rejects when an expression fails. */
  run(scope: Scope): Promise<{ readonly passed: boolean; readonly saw: string }>;
}

interface CheckOptions {
  readonly context: ExpressionContext;
  readonly path: CompileProblem['path'];
  readonly problems: CompileProblem[];
}

const TIME_KEYS = ['time', 'dayOfWeek', 'cron', 'duration'] as const;
const OPERATOR_KEYS: readonly string[] = [
  'exists',
  'notExists',
  ...SHORTHANDS,
  'operator',
  'value',
];
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  'field',
  'expr',
  'negate',
  ...TIME_KEYS,
  ...OPERATOR_KEYS,
]);

/** The parts of one condition: time, day, cron, `expr`, field, in that order (katalog-language §5.7). */
export function compileChecks(written: Condition, options: CheckOptions): readonly Check[] {
  const { path, problems } = options;
  const known = problems.length;
  for (const key of Object.keys(written)) {
    if (!KNOWN_KEYS.has(key)) {
      problems.push({ path: [...path, key], message: `"${key}" in a condition is not built yet` });
    }
  }
  const timeProblems: Parameters<typeof compileTimeChecks>[1] = [];
  const times = compileTimeChecks(written, timeProblems);
  problems.push(
    ...timeProblems.map((problem) => ({ ...problem, path: [...path, ...problem.path] })),
  );
  const checks = [...times.map(timeCheck)];
  if (written.expr !== undefined) checks.push(...exprCheck(written.expr, options));
  checks.push(...fieldCheck(written, options));
  if (checks.length === 0 && problems.length === known) {
    problems.push({
      path,
      message: 'the condition is empty',
      expected: 'field, expr, time, dayOfWeek or cron',
    });
  }
  return checks;
}

function timeCheck({ text, test }: TimeCheck): Check {
  return {
    text,
    references: [],
    run: (scope) => Promise.resolve(test(scope.environment.nowMs)),
  };
}

function exprCheck(source: string, { context, path, problems }: CheckOptions): readonly Check[] {
  try {
    const expression = compileJsonata(source, { context });
    return [{ text: source.trim(), references: expression.references, run: runExpr(expression) }];
  } catch (error) {
    problems.push(...problemsOf(error, [...path, 'expr']));
    return [];
  }
}

function runExpr(expression: Expression): Check['run'] {
  return async (scope) => {
    const value = await expression.value(scope);
    return { passed: isTruthyValue(value), saw: shown(textOf(value), expression.isTainted) };
  };
}

function fieldCheck(written: Condition, options: CheckOptions): readonly Check[] {
  const { context, path, problems } = options;
  const { field: source } = written;
  if (source === undefined || source.trim() === '') {
    const key = Object.keys(written).find((name) => OPERATOR_KEYS.includes(name));
    if (key !== undefined) {
      problems.push({ path: [...path, key], message: `${key} without field`, expected: 'field' });
    }
    return [];
  }
  const comparisons = compileComparisons(written, options);
  try {
    return [comparisonCheck(compileField(source, context), comparisons)];
  } catch (error) {
    problems.push(...problemsOf(error, [...path, 'field']));
    return [];
  }
}

function comparisonCheck(field: Field, comparisons: readonly Comparison[]): Check {
  return {
    text: `${field.name} ${comparisons.map(({ text }) => text).join(' and ')}`,
    references: [
      ...field.references,
      ...comparisons.flatMap(({ expected }) => expected.references),
    ],
    run: async (scope) => {
      const seen = await field.read(scope);
      let passed = true;
      for (const { operator, expected } of comparisons) {
        passed &&= passesCondition({ operator, seen, expected: await expected.text(scope) });
      }
      return { passed, saw: shown(seen.text, field.isTainted) };
    },
  };
}
