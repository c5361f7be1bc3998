import { type Clock, systemClock } from '../clock.ts';
import { builtinNotes, type Note } from '../notes/index.ts';
import type { ExecutionBudget } from '../template/index.ts';
import { knownRoots } from './context-roots.ts';

/** How much one evaluation may do. */
export interface ExpressionLimits {
  /** JSONata: nodes evaluated, with long lists and texts counting for more. Default 100,000. */
  readonly maxSteps: number;
  /** JSONata: nodes within each other; one call of a recursive function takes about five. Default 1,000. */
  readonly maxDepth: number;
  /** JSONata: elements of any list. Default 10,000. */
  readonly maxItems: number;
  /** JSONata: characters and elements of any value, shared parts counted each time. Default 1,000,000. */
  readonly maxSize: number;
  /** Working time in milliseconds; pauses for other work do not count. Default 500. */
  readonly maxDurationMs: number;
  /** Templates: see {@link ExecutionBudget}; its `maxDurationMs` is the one above unless given. */
  readonly template: Partial<ExecutionBudget>;
}

/** What expressions are compiled with; one serves a whole Katalog. */
export interface ExpressionContext {
  /** Built-in notes and those of the Katalog. */
  readonly notes: ReadonlyMap<string, Note>;
  /** Names that may begin a path. */
  readonly roots: ReadonlySet<string>;
  readonly limits: ExpressionLimits;
  /** Measures working time. */
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/** What a context is made of. */
export interface ExpressionContextOptions {
  /** Default: {@link builtinNotes}. */
  readonly notes?: ReadonlyMap<string, Note>;
  /** Further roots: the `as` names of `forEach`, outputs of providers. */
  readonly extraRoots?: Iterable<string>;
  readonly limits?: Partial<ExpressionLimits>;
  /** Default: {@link systemClock}. */
  readonly clock?: Pick<Clock, 'monotonicMs'>;
}

/** The limits of a context that names none. */
const DEFAULT_EXPRESSION_LIMITS: ExpressionLimits = {
  maxSteps: 100_000,
  maxDepth: 1000,
  maxItems: 10_000,
  maxSize: 1_000_000,
  maxDurationMs: 500,
  template: {},
};

/** Creates the context that expressions are compiled with. */
export function createExpressionContext(options: ExpressionContextOptions = {}): ExpressionContext {
  return {
    notes: options.notes ?? builtinNotes,
    roots: knownRoots(options.extraRoots),
    limits: { ...DEFAULT_EXPRESSION_LIMITS, ...options.limits },
    clock: options.clock ?? systemClock,
  };
}
