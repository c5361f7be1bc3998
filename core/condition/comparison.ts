import { compileExpression } from '../expression/compile-expression.ts';
import { type CompileProblem, problemsOf } from '../expression/compile-problem.ts';
import type { Expression, PathReference, Scope } from '../expression/expression.ts';
import type { ExpressionContext } from '../expression/expression-context.ts';
import { compilePattern } from '../expression/linear-regexp.ts';
import { boundsOf, leadingNumber } from './numeric-text.ts';
import { OPERATORS, type Operator, type OperatorName } from './operators.ts';
import { typeNamed } from './type-name.ts';

/** One operator with what it compares to. */
export interface Comparison {
  readonly operator: Operator;
  /** `equals "production"`. */
  readonly text: string;
  readonly expected: Expected;
}

/** What a field is compared to. */
export interface Expected {
  readonly references: readonly PathReference[];
  text(scope: Scope): Promise<string>;
}

/** The parts of a condition or rule that name operators. */
export interface WrittenOperators extends Partial<Record<Shorthand, string>> {
  readonly exists?: boolean;
  readonly notExists?: boolean;
  readonly operator?: OperatorName;
  readonly value?: string;
}

type Shorthand = Extract<
  OperatorName,
  | 'equals'
  | 'notEquals'
  | 'prefix'
  | 'notPrefix'
  | 'suffix'
  | 'notSuffix'
  | 'contains'
  | 'notContains'
  | 'regex'
  | 'greaterThan'
  | 'lessThan'
  | 'greaterThanOrEqual'
  | 'lessThanOrEqual'
  | 'min'
  | 'max'
  | 'between'
  | 'notBetween'
  | 'in'
  | 'notIn'
>;

/** Shorthand keys in the order in which they are looked at (katalog-language §5.7). */
export const SHORTHANDS: readonly Shorthand[] = [
  'equals',
  'notEquals',
  'prefix',
  'notPrefix',
  'suffix',
  'notSuffix',
  'contains',
  'notContains',
  'regex',
  'greaterThan',
  'lessThan',
  'greaterThanOrEqual',
  'lessThanOrEqual',
  'min',
  'max',
  'between',
  'notBetween',
  'in',
  'notIn',
];

/** Where comparisons are compiled, and where problems go. */
export interface ComparisonContext {
  readonly context: ExpressionContext;
  readonly path: CompileProblem['path'];
  readonly problems: CompileProblem[];
}

/**
 * All comparisons that a condition or rule asks for; without any, the field must exist.
 *
 * @remarks An empty shorthand counts as absent (katalog-language §5.7). Where several are given all must hold; the
 * original looked at the first only, which left the others without meaning.
 */
export function compileComparisons(
  written: WrittenOperators,
  options: ComparisonContext,
): readonly Comparison[] {
  const found = pairsOf(written).map((pair) => compileComparison(pair, options));
  const comparisons = found.filter((comparison) => comparison !== undefined);
  return found.length === 0 ? [EXISTS] : comparisons;
}

const EXISTS: Comparison = {
  operator: OPERATORS.exists,
  text: OPERATORS.exists.words,
  expected: { references: [], text: () => Promise.resolve('') },
};

interface Pair {
  readonly name: OperatorName;
  readonly key: string;
  readonly expected: string;
}

function pairsOf(written: WrittenOperators): readonly Pair[] {
  const pairs: Pair[] = [];
  const { exists, notExists, operator, value } = written;
  if (exists !== undefined) pairs.push(presence(exists ? 'exists' : 'notExists'));
  if (notExists !== undefined) pairs.push(presence(notExists ? 'notExists' : 'exists'));
  for (const name of SHORTHANDS) {
    const expected = written[name] ?? '';
    if (expected !== '') pairs.push({ name, key: name, expected });
  }
  const expected = value ?? '';
  if (operator !== undefined) pairs.push({ name: operator, key: 'value', expected });
  else if (expected !== '') pairs.push({ name: 'equals', key: 'value', expected });
  return pairs;
}

function presence(name: 'exists' | 'notExists'): Pair {
  return { name, key: name, expected: '' };
}

function compileComparison(
  { name, key, expected }: Pair,
  { context, path, problems }: ComparisonContext,
): Comparison | undefined {
  const operator: Operator | undefined = OPERATORS[name];
  if (operator === undefined) {
    problems.push({ path: [...path, 'operator'], message: `operator "${name}" is not built yet` });
    return undefined;
  }
  try {
    const expression = compileExpression(expected, { context });
    const complaint =
      expression.language === 'literal' ? complaintAbout(operator, expected) : undefined;
    if (complaint !== undefined) problems.push({ path: [...path, key], ...complaint });
    const takesValue = operator.kind !== 'presence' && !(operator.kind === 'type' && operator.type);
    const text = takesValue ? `${operator.words} ${JSON.stringify(expected)}` : operator.words;
    return { operator, text, expected: expectedOf(expression) };
  } catch (error) {
    problems.push(...problemsOf(error, [...path, key]));
    return undefined;
  }
}

/** A plain text is compared as it stands, blanks at its ends included. */
function expectedOf(expression: Expression): Expected {
  const { language, source, references } = expression;
  if (language !== 'literal') return expression;
  return { references, text: () => Promise.resolve(source) };
}

/** What is wrong with an expected value that is known already. */
function complaintAbout(
  operator: Operator,
  expected: string,
): Pick<CompileProblem, 'message' | 'expected'> | undefined {
  switch (operator.kind) {
    case 'number':
      return expected !== '' && leadingNumber(expected) === undefined
        ? { message: `"${expected}" is not a number` }
        : undefined;
    case 'range':
      return boundsOf(expected) === undefined
        ? { message: `"${expected}" is not a range`, expected: 'low,high' }
        : undefined;
    case 'type':
      return operator.type === undefined && typeNamed(expected) === undefined
        ? {
            message: `"${expected}" is not a type`,
            expected: 'map, slice, string, number, bool or null',
          }
        : undefined;
    case 'pattern':
      return patternComplaint(expected);
    default:
      return undefined;
  }
}

function patternComplaint(
  source: string,
): Pick<CompileProblem, 'message' | 'expected'> | undefined {
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message, expected: 'RE2 syntax' };
  }
}
