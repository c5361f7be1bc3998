import { ErrorCode, OrkError } from '../errors.ts';
import type { Expression, ExpressionLanguage } from './expression.ts';
import type { ExpressionContext } from './expression-context.ts';
import { compileJsonata } from './jsonata-expression.ts';
import { unclosedJsonata } from './literal-doubt.ts';
import { literalExpression } from './literal-expression.ts';
import { templateExpression } from './template-expression.ts';

/** How an expression is compiled. */
export interface CompileExpressionOptions {
  readonly context: ExpressionContext;
  /** Languages that may stand here. Default all. */
  readonly allow?: readonly ExpressionLanguage[];
}

const compiledIn = new WeakMap<ExpressionContext, Map<string, Expression>>();
const WHOLE_JSONATA = /^\s*\{%([\s\S]*)%\}\s*$/;
const NAMES: Readonly<Record<ExpressionLanguage, string>> = {
  literal: 'a plain text',
  template: 'a template ({{ }})',
  jsonata: 'JSONata ({% %})',
};

/**
 * Compiles a text of a document: plain, a Go template (`{{ }}`) or JSONata (`{% %}` around the whole of it).
 *
 * @throws {@link OrkError} `ORK_TEMPLATE_SYNTAX` or `ORK_EXPRESSION_SYNTAX` with `details` `{ text, complaint, offset }`
 */
export function compileExpression(source: string, options: CompileExpressionOptions): Expression {
  const [, jsonata] = WHOLE_JSONATA.exec(source) ?? [];
  const language = languageOf(source, jsonata);
  const { context, allow } = options;
  const known = expressionsOf(context);
  if (allow !== undefined && !allow.includes(language)) {
    const expected = allow.map((allowed) => NAMES[allowed]).join(' or ');
    throw refused(`${NAMES[language]} cannot stand here`, { expected, offset: 0 });
  }
  const expression = known.get(source) ?? compileAs(source, jsonata, context);
  known.set(source, expression);
  return expression;
}

/** Compiled expressions hold no state, and the same few texts recur all over a Katalog. */
function expressionsOf(context: ExpressionContext): Map<string, Expression> {
  const known = compiledIn.get(context) ?? new Map<string, Expression>();
  compiledIn.set(context, known);
  return known;
}

function compileAs(
  source: string,
  jsonata: string | undefined,
  context: ExpressionContext,
): Expression {
  if (jsonata !== undefined) return compileWrapped(source, jsonata, context);
  const partial = partialJsonata(source);
  if (partial >= 0) {
    const expected = '{% %} around the whole value, or {{ }} inside a text';
    throw refused('JSONata inside a longer text', { expected, offset: partial });
  }
  const unclosed = unclosedJsonata(source, context.roots);
  if (unclosed >= 0)
    throw refused('unclosed {%', { expected: '%} at the end of the value', offset: unclosed });
  return source.includes('{{') ? templateExpression(source, context) : literalExpression(source);
}

function languageOf(source: string, jsonata: string | undefined): ExpressionLanguage {
  if (jsonata !== undefined) return 'jsonata';
  return source.includes('{{') ? 'template' : 'literal';
}

// What stands inside the braces knows its own offsets only.
function compileWrapped(source: string, inner: string, context: ExpressionContext): Expression {
  return compileJsonata(inner, { context, start: source.indexOf('{%') + 2, source });
}

/** Where `{%` … `%}` begins outside of template actions, -1 when it does not. */
function partialJsonata(source: string): number {
  const end = source.lastIndexOf('%}');
  let open = source.indexOf('{%');
  let action = source.indexOf('{{');
  while (open >= 0 && open < end && action >= 0 && action < open) {
    const close = source.indexOf('}}', action);
    if (close < 0) return -1;
    action = source.indexOf('{{', close);
    if (open < close) open = source.indexOf('{%', close);
  }
  return open < end ? open : -1;
}

function refused(text: string, details: { expected: string; offset: number }): OrkError {
  return new OrkError('Expression is not valid', {
    code: ErrorCode.ExpressionSyntax,
    retry: { kind: 'never' },
    details: { text, complaint: text, ...details },
  });
}
