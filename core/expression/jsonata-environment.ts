import { installByteFunctions } from './byte-functions.ts';
import type { EvaluationBudget } from './evaluation-budget.ts';
import { stateOfFocus, stateOfFrame } from './evaluation-state.ts';
import { installExactFunctions } from './exact-functions.ts';
import type { Environment } from './expression.ts';
import type { ExpressionContext } from './expression-context.ts';
import { installGuardedFunctions } from './guarded-functions.ts';
import {
  EVALUATE_ENTRY,
  EVALUATE_EXIT,
  type JsonataFocus,
  type JsonataFrame,
  type JsonataNode,
  type JsonataProgram,
} from './jsonata-module.ts';
import { compilePattern, type LinearPattern, LinearRegExp } from './linear-regexp.ts';

/** Nodes that build values; all others hand on what they found. */
const BUILDERS = new Set(['unary', 'function', 'apply', 'path', 'binary']);
const RANDOM_BYTES = 6;
const RANDOM_SCALE = 2 ** (8 * RANDOM_BYTES);

interface FromMillis {
  implementation(this: JsonataFocus, millis: number, picture?: string, zone?: string): string;
}

/** Puts clock, random source, budget and linear regular expressions into a program in place of JSONata's own. */
export function installEnvironment(
  program: JsonataProgram,
  patterns: ReadonlyMap<RegExp, LinearPattern>,
  { limits }: ExpressionContext,
): void {
  program.assign(EVALUATE_ENTRY, (_: JsonataNode, __: unknown, frame: JsonataFrame) => {
    const state = stateOfFrame(frame);
    if (!state.isPrepared) {
      state.isPrepared = true;
      prepareFrame(frame, { budget: state.budget, environment: state.environment, patterns });
    }
    return state.budget.enter();
  });
  program.assign(
    EVALUATE_EXIT,
    (node: JsonataNode, _: unknown, frame: JsonataFrame, result: unknown) => {
      const isNew = node.type !== undefined && BUILDERS.has(node.type);
      stateOfFrame(frame).budget.leave(result, isNew);
    },
  );
  installClock(program);
  installRandom(program);
  installGuardedFunctions(program, limits);
  installByteFunctions(program);
  installExactFunctions(program);
}

// JSONata keeps the time and the engine of regular expressions in the outermost frame, and offers no other way in.
function prepareFrame(
  { base }: JsonataFrame,
  state: {
    readonly budget: EvaluationBudget;
    readonly environment: Environment;
    readonly patterns: ReadonlyMap<RegExp, LinearPattern>;
  },
): void {
  base.timestamp = new Date(state.environment.nowMs);
  const charge = (units: number): void => {
    state.budget.charge(units);
  };
  base.RegexEngine = function createRegExp(source: RegExp): LinearRegExp {
    const pattern = state.patterns.get(source) ?? compilePattern(source.source, source.flags);
    return new LinearRegExp(pattern, charge);
  };
}

function installClock(program: JsonataProgram): void {
  program.registerFunction('millis', function (this: JsonataFocus) {
    return stateOfFocus(this).environment.nowMs;
  });
  program.registerFunction('now', function (this: JsonataFocus, picture, zone) {
    const { nowMs } = stateOfFocus(this).environment;
    const fromMillis = this.environment.lookup('fromMillis') as FromMillis;
    return fromMillis.implementation.call(this, nowMs, picture as string, zone as string);
  });
}

function installRandom(program: JsonataProgram): void {
  program.registerFunction('random', function (this: JsonataFocus) {
    return randomFraction(stateOfFocus(this).environment);
  });
  program.registerFunction('shuffle', function (this: JsonataFocus, list) {
    if (!Array.isArray(list)) return list;
    const shuffled: unknown[] = Array.from(list);
    const { environment } = stateOfFocus(this);
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = Math.floor(randomFraction(environment) * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  });
}

function randomFraction(environment: Environment): number {
  const bytes = environment.randomBytes(RANDOM_BYTES);
  return bytes.reduce((value, byte) => value * 256 + byte, 0) / RANDOM_SCALE;
}
