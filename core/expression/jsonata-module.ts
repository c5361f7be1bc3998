import jsonata from 'jsonata';

/** A node of JSONata's syntax tree, as far as it is looked at here. */
export interface JsonataNode {
  readonly type?: string;
  readonly value?: unknown;
  /** Offset of the end of the token, in UTF-16 units. */
  readonly position?: number;
  readonly [key: string]: unknown;
}

/** A frame of variables during an evaluation; `base` is the outermost one of that evaluation. */
export interface JsonataFrame {
  readonly base: JsonataBase;
  lookup(name: string | symbol): unknown;
}

/** What one evaluation keeps in its outermost frame. */
export interface JsonataBase extends JsonataFrame {
  timestamp: Date;
  RegexEngine: unknown;
}

/** What a native function finds in `this`. */
export interface JsonataFocus {
  readonly environment: JsonataFrame;
  /** The context of the call. */
  readonly input?: unknown;
}

/** A parsed expression. */
export interface JsonataProgram {
  evaluate(input: unknown, bindings: Record<string, unknown>): Promise<unknown>;
  assign(name: string | symbol, value: unknown): void;
  registerFunction(
    name: string,
    implementation: (this: JsonataFocus, ...args: unknown[]) => unknown,
    signature?: string,
  ): void;
  ast(): unknown;
}

/**
 * Parses JSONata.
 *
 * @throws a plain object `{ code, position, token, message }` when the syntax is wrong
 */
export function parseJsonata(
  source: string,
  options: { readonly stack: number; readonly sequence: number },
): JsonataProgram {
  const program: unknown = jsonata(source, { ...options });
  if (!isProgram(program)) throw new TypeError('the jsonata package is not the one expected');
  return program;
}

// The package's own types leave out hooks and frames.
function isProgram(value: unknown): value is JsonataProgram {
  return typeof value === 'object' && value !== null && 'registerFunction' in value;
}

/** Called before every node is evaluated. */
export const EVALUATE_ENTRY: symbol = Symbol.for('jsonata.__evaluate_entry');
/** Called with the result of every node. */
export const EVALUATE_EXIT: symbol = Symbol.for('jsonata.__evaluate_exit');

/** Names of the functions that JSONata brings, but for `eval`, which is not offered. */
export const JSONATA_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad ' +
    'match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs ' +
    'sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse ' +
    'each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl ' +
    'decodeUrlComponent decodeUrl toMillis fromMillis clone now millis'
  ).split(' '),
);

/** Functions whose result differs from one evaluation to the next. */
export const VOLATILE_FUNCTIONS: ReadonlySet<string> = new Set([
  'now',
  'millis',
  'random',
  'shuffle',
]);
