import { nearestWord } from '../../schemas/index.ts';
import { ErrorCode, OrkError } from '../errors.ts';
import type { Note } from '../notes/index.ts';
import type { CompileProblem } from './compile-problem.ts';
import { rootsViewFor } from './context-roots.ts';
import { EvaluationBudget } from './evaluation-budget.ts';
import { type EvaluationState, STATE_NAME, stateOfFocus } from './evaluation-state.ts';
import { installExactOperators } from './exact-operators.ts';
import type { Expression, PathReference, Scope } from './expression.ts';
import type { ExpressionContext } from './expression-context.ts';
import { foreignFunction } from './foreign-functions.ts';
import { analyseJsonata, type FunctionMention, type JsonataAnalysis } from './jsonata-analysis.ts';
import { installEnvironment } from './jsonata-environment.ts';
import { evaluationError, type JsonataPlace, syntaxError } from './jsonata-errors.ts';
import { bindNotes, isNoteName } from './jsonata-functions.ts';
import {
  JSONATA_FUNCTIONS,
  type JsonataProgram,
  parseJsonata,
  VOLATILE_FUNCTIONS,
} from './jsonata-module.ts';
import { sequenceOf } from './jsonata-sequence.ts';
import { compilePattern, type LinearPattern } from './linear-regexp.ts';
import { plainValue } from './plain-value.ts';
import { mayShowSecret } from './secret-path.ts';
import { outcomesOfJsonata } from './static-outcome.ts';
import { textOnly } from './text-only.ts';
import { textOf } from './value-text.ts';

/** How JSONata is compiled. */
export interface CompileJsonataOptions {
  readonly context: ExpressionContext;
  /** The text that the expression was cut from, for places in errors. Default: the expression. */
  readonly source?: string;
  /** Offset of the expression in that text. Default 0. */
  readonly start?: number;
}

const MAX_SOURCE = 64 * 1024;

/**
 * Compiles JSONata (`expr:`, or what stands inside `{% %}`) once; every note is a function in it.
 *
 * @throws {@link OrkError} `ORK_EXPRESSION_SYNTAX` with `details` `{ text, complaint, offset, nearest? }`
 */
export function compileJsonata(text: string, options: CompileJsonataOptions): Expression {
  const { context, source = text, start = 0 } = options;
  const place = { source, start };
  const program = parse(text, place, context);
  const ast = program.ast();
  const analysis = analyseJsonata(ast, context.notes);
  const problems: CompileProblem[] = [];
  const patterns = patternsOf(analysis, problems);
  const used = bindNotes(program, analysis.mentions, {
    notes: context.notes,
    stateOf: stateOfFocus,
    problems,
  });
  problems.push(...unknownFunctions(analysis.mentions, context.notes));
  const [problem] = problems;
  if (problem !== undefined) throw refused(problem, place);
  installEnvironment(program, patterns, context);
  const uses = usesOf(analysis, used, start);
  const sequence = sequenceOf(ast);
  const outcomes = outcomesOfJsonata(ast);
  const syntax = { outcomes, ...(sequence === undefined ? {} : { sequence }) };
  installExactOperators(program, text);
  const evaluate = evaluator(program, { context, place, analysis, isTainted: uses.isTainted });
  return {
    language: 'jsonata',
    source,
    ...uses,
    ...syntax,
    text: async (scope) => textOf(textOnly(await evaluate(scope))).trim(),
    value: async (scope) => textOnly(await evaluate(scope)),
    exact: evaluate,
  };
}

function parse(text: string, place: JsonataPlace, { limits }: ExpressionContext): JsonataProgram {
  if (text.length > MAX_SOURCE) {
    throw refused(
      { path: [], message: `expression is longer than ${MAX_SOURCE} characters` },
      place,
    );
  }
  try {
    return parseJsonata(text, { stack: limits.maxDepth, sequence: limits.maxItems });
  } catch (thrown) {
    throw syntaxError(thrown, text, place);
  }
}

function evaluator(
  program: JsonataProgram,
  options: {
    readonly context: ExpressionContext;
    readonly place: JsonataPlace;
    readonly analysis: JsonataAnalysis;
    readonly isTainted: boolean;
  },
): (scope: Scope) => Promise<unknown> {
  const { context, place, analysis, isTainted } = options;
  const viewOf = rootsViewFor(analysis.writtenPaths);
  return async ({ roots, environment }) => {
    const view = viewOf(roots);
    const budget = new EvaluationBudget(context);
    const state: EvaluationState = { roots: view, environment, budget, isPrepared: false };
    try {
      return plainValue(await program.evaluate(view, { [STATE_NAME]: state }));
    } catch (thrown) {
      throw evaluationError(thrown, place, { limits: context.limits, isTainted });
    }
  };
}

function usesOf(
  analysis: JsonataAnalysis,
  used: readonly Note[],
  start: number,
): Pick<Expression, 'isVolatile' | 'isTainted' | 'references' | 'taint'> {
  const own = analysis.references.map((each) => ({
    ...each,
    offset: each.offset + start,
    throughLists: true as const,
  }));
  const inherited: PathReference[] = used.flatMap((note) =>
    (note.references ?? []).map((each) => ({
      ...each,
      offset: start,
      isInherited: true as const,
    })),
  );
  const references = [...own, ...inherited];
  const taint = {
    isDrawn: used.some((note) => note.isTainting),
    showsEverything: analysis.readsEverything || used.some((note) => note.showsEverything === true),
  };
  return {
    references,
    isVolatile:
      used.some((note) => note.isVolatile) ||
      analysis.mentions.some(({ name }) => VOLATILE_FUNCTIONS.has(name)),
    taint,
    isTainted:
      taint.isDrawn || taint.showsEverything || references.some((each) => mayShowSecret(each)),
  };
}

function patternsOf(
  { regexps }: JsonataAnalysis,
  problems: CompileProblem[],
): ReadonlyMap<RegExp, LinearPattern> {
  const patterns = new Map<RegExp, LinearPattern>();
  for (const { value, offset } of regexps) {
    try {
      patterns.set(value, compilePattern(value.source, value.flags));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ path: [], message, expected: 'RE2 syntax', offset });
    }
  }
  return patterns;
}

function unknownFunctions(
  mentions: readonly FunctionMention[],
  notes: ReadonlyMap<string, Note>,
): readonly CompileProblem[] {
  return mentions
    .filter(({ name, call }) => call !== undefined && !JSONATA_FUNCTIONS.has(name))
    .filter(({ node }) => !isNoteName(node.value))
    .map(({ name, offset }) => {
      const foreign = foreignFunction(name);
      const nearest =
        foreign === undefined
          ? nearestWord(name, [...notes.keys(), ...JSONATA_FUNCTIONS])
          : foreign.nearest;
      const advice = foreign?.advice === undefined ? '' : `: ${foreign.advice}`;
      const message = `function "$${name}" is not defined${advice}`;
      return {
        path: [],
        message,
        offset,
        isUnknownNote: true,
        ...(nearest === undefined ? {} : { nearest: `$${nearest}` }),
      };
    });
}

function refused(problem: CompileProblem, place: JsonataPlace): OrkError {
  const { message, offset = 0, expected, nearest, isUnknownNote } = problem;
  return new OrkError('Expression is not valid', {
    code: ErrorCode.ExpressionSyntax,
    retry: { kind: 'never' },
    details: {
      text: message,
      complaint: message,
      offset: offset + place.start,
      ...(expected === undefined ? {} : { expected }),
      ...(nearest === undefined ? {} : { nearest }),
      ...(isUnknownNote === true ? { function: nearest ?? '' } : {}),
    },
  });
}
