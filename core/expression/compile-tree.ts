import type { TargetShape } from '../../schemas/index.ts';
import { isOrkError, OrkError, textOf } from '../errors.ts';
import { isObject } from '../object/json.ts';
import { coerceText } from './coerce-text.ts';
import { compileExpression } from './compile-expression.ts';
import { type Compiled, type CompileProblem, compiled, problemsOf } from './compile-problem.ts';
import type { Expression, ExpressionTree, Scope } from './expression.ts';
import type { ExpressionContext } from './expression-context.ts';
import { fitted } from './fit-result.ts';
import { textOnly } from './text-only.ts';

/**
 * What a string leaf with an expression yields. `text`: trimmed text. `native`: the native value of a single action, and of
 * JSONata; else text. `coerce`: like native, and what is text is read as a number, boolean, list or map where it is one.
 * JSONata is native in all three. `exact`: text with every blank as written, lists and maps as they are; `bytes`: the
 * same, and it may hold bytes that are no UTF-8.
 */
export type LeafTyping = 'text' | 'native' | 'coerce' | 'exact' | 'bytes';

/** How a tree is compiled. */
export interface CompileTreeOptions {
  readonly context: ExpressionContext;
  /** One for all leaves, or chosen by path. Default `native`. */
  readonly typing?: LeafTyping | ((path: CompileProblem['path']) => LeafTyping);
  /** What may stand at a path. Default anything. */
  readonly shape?: (path: CompileProblem['path']) => TargetShape;
}

type Render = (scope: Scope) => Promise<unknown>;

/** A part of the tree: `undefined` when nothing below it is evaluated, so that it can be shared. */
type Part = Render | undefined;

/** Compiles a JSON tree whose string leaves may be expressions; keys are never evaluated. */
export function compileTree(value: unknown, options: CompileTreeOptions): Compiled<ExpressionTree> {
  const compiler = new TreeCompiler(options);
  const render = compiler.part(value, []) ?? (() => Promise.resolve(value));
  const { expressions, problems, volatilePaths } = compiler;
  const tree: ExpressionTree = {
    references: expressions.flatMap((expression) => expression.references),
    isTainted: expressions.some((expression) => expression.isTainted),
    isVolatile: volatilePaths.length > 0,
    volatilePaths,
    render,
  };
  return compiled(tree, problems);
}

class TreeCompiler {
  readonly expressions: Expression[] = [];
  readonly problems: CompileProblem[] = [];
  readonly volatilePaths: CompileProblem['path'][] = [];
  readonly #context: ExpressionContext;
  readonly #typing: CompileTreeOptions['typing'];
  readonly #shape: CompileTreeOptions['shape'];

  constructor({ context, shape, typing }: CompileTreeOptions) {
    this.#context = context;
    this.#shape = shape;
    this.#typing = typing;
  }

  part(value: unknown, path: CompileProblem['path']): Part {
    if (typeof value === 'string') return this.#leaf(value, path);
    if (Array.isArray(value)) return this.#list(value, path);
    return isObject(value) ? this.#map(value, path) : undefined;
  }

  #leaf(source: string, path: CompileProblem['path']): Part {
    try {
      const expression = compileExpression(source, { context: this.#context });
      if (expression.language === 'literal') return undefined;
      this.expressions.push(expression);
      if (expression.isVolatile) this.volatilePaths.push(path);
      const shape = expression.language === 'jsonata' ? this.#shape?.(path) : undefined;
      return leafOf(fitted(expression, shape), { path, typing: this.#typingAt(path) });
    } catch (error) {
      this.problems.push(...problemsOf(error, path));
      return undefined;
    }
  }

  #typingAt(path: CompileProblem['path']): LeafTyping {
    const typing = this.#typing ?? 'native';
    return typeof typing === 'function' ? typing(path) : typing;
  }

  #list(list: readonly unknown[], path: CompileProblem['path']): Part {
    const parts = list.map((element, index) => this.part(element, [...path, index]));
    if (parts.every((part) => part === undefined)) return undefined;
    return async (scope) => {
      const result: unknown[] = [];
      for (const [index, part] of parts.entries()) {
        result.push(part === undefined ? list[index] : await part(scope));
      }
      return result;
    };
  }

  #map(map: Readonly<Record<string, unknown>>, path: CompileProblem['path']): Part {
    const parts = Object.entries(map).map(
      ([key, value]) => [key, this.part(value, [...path, key])] as const,
    );
    if (parts.every(([, part]) => part === undefined)) return undefined;
    const rendered = parts.filter(
      (each): each is readonly [string, Render] => each[1] !== undefined,
    );
    return async (scope) => {
      // A copy has every key already, in order and as its own, `__proto__` too.
      const result: Record<string, unknown> = { ...map };
      for (const [key, render] of rendered) result[key] = await render(scope);
      return result;
    };
  }
}

function leafOf(
  expression: Expression,
  { path, typing }: { readonly path: CompileProblem['path']; readonly typing: LeafTyping },
): Render {
  return async (scope) => {
    try {
      return await leafValue(expression, typing, scope);
    } catch (cause) {
      if (!isOrkError(cause)) throw cause;
      throw atPath(cause, path);
    }
  };
}

async function leafValue(
  expression: Expression,
  typing: LeafTyping,
  scope: Scope,
): Promise<unknown> {
  if (typing === 'bytes' || typing === 'exact') {
    const content = (await expression.exact(scope)) ?? '';
    if (typeof content !== 'string' && typeof content !== 'object') return expression.text(scope);
    return typing === 'bytes' ? content : textOnly(content);
  }
  if (expression.language === 'jsonata') return expression.value(scope);
  if (typing === 'text') return expression.text(scope);
  const value = (await expression.value(scope)) ?? '';
  return typing === 'coerce' && typeof value === 'string' ? coerceText(value) : value;
}

/** The error with the path of the leaf before its text. */
function atPath(cause: OrkError, path: CompileProblem['path']): OrkError {
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const text = `${place.replace(/^\./, '')}: ${textOf(cause)}`;
  return new OrkError(cause.message, {
    code: cause.code,
    cause,
    retry: cause.retry,
    details: { ...cause.details, path, text },
  });
}
