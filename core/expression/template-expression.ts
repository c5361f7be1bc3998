import { ErrorCode, isOrkError, OrkError, textOf } from '../errors.ts';
import type { Note } from '../notes/index.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type ExecutionOptions,
  type FailureReason,
} from '../template/index.ts';
import { rootsViewFor } from './context-roots.ts';
import type { Expression, PathReference, Scope } from './expression.ts';
import type { ExpressionContext } from './expression-context.ts';
import { mayShowSecret } from './secret-path.ts';
import { outcomesOfTemplate } from './static-outcome.ts';
import { assertCanSucceed } from './template-faults.ts';
import { withHints } from './template-hints.ts';
import { showsWholeRoot, templateReferences } from './template-references.ts';
import { textOnly } from './text-only.ts';

/**
 * Compiles a Go template with the notes of the context.
 *
 * @throws {@link OrkError} `ORK_TEMPLATE_SYNTAX`
 */
export function templateExpression(source: string, context: ExpressionContext): Expression {
  const compiled = compiledTemplate(source, context);
  const uses = usesOf(compiled, context.notes);
  const viewOf = rootsViewFor(compiled.references.map((reference) => reference.path));
  const optionsOf = executionOptions(context);
  const run = async <T>(evaluate: (root: object, options: ExecutionOptions) => T, scope: Scope) => {
    try {
      return evaluate(viewOf(scope.roots), optionsOf(scope));
    } catch (error) {
      throw uses.isTainted ? withheld(error) : withAdvice(error);
    }
  };
  return {
    language: 'template',
    source,
    outcomes: outcomesOfTemplate(source),
    ...uses,
    text: async (scope) =>
      textOnly(await run((root, options) => compiled.render(root, options), scope)),
    value: async (scope) =>
      textOnly(await run((root, options) => compiled.evaluate(root, options), scope)),
    exact: (scope) => run((root, options) => compiled.exact(root, options), scope),
  };
}

function compiledTemplate(source: string, { notes, roots }: ExpressionContext): CompiledTemplate {
  try {
    const compiled = compileTemplate(source, {
      functions: notes,
      roots,
      lenientNames: true,
      plainNumbers: true,
    });
    assertCanSucceed(compiled, notes);
    return compiled;
  } catch (error) {
    throw withHints(error, source);
  }
}

function usesOf(
  compiled: CompiledTemplate,
  notes: ReadonlyMap<string, Note>,
): Pick<Expression, 'isVolatile' | 'isTainted' | 'references' | 'taint'> {
  const noteOf = (name: string): Note | undefined => notes.get(name);
  const own = templateReferences(compiled, noteOf);
  const used: Note[] = [];
  const inherited: PathReference[] = [];
  for (const { name, offset } of compiled.functions) {
    const note = notes.get(name);
    if (note === undefined) continue;
    used.push(note);
    for (const each of note.references ?? [])
      inherited.push({ ...each, offset, isInherited: true });
  }
  const references = [...own, ...inherited];
  const taint = {
    isDrawn: used.some((note) => note.isTainting),
    showsEverything:
      showsWholeRoot(compiled, noteOf) || used.some((note) => note.showsEverything === true),
  };
  return {
    references,
    isVolatile: used.some((note) => note.isVolatile),
    taint,
    isTainted:
      taint.isDrawn || taint.showsEverything || references.some((each) => mayShowSecret(each)),
  };
}

function executionOptions({
  limits,
  clock,
}: ExpressionContext): (scope: Scope) => ExecutionOptions {
  const budget = { maxDurationMs: limits.maxDurationMs, ...limits.template };
  const nowMs = (): number => clock.monotonicMs();
  return ({ environment }) => ({ budget, environment, nowMs });
}

/** The error with what to write instead, where a field of nothing was read: as in Go it fails, and only its parent is empty. */
function withAdvice(error: unknown): unknown {
  if (!isOrkError(error)) return error;
  const { nilPath } = error.details as FailureReason;
  if (nilPath === undefined) return error;
  const { names, start } = nilPath;
  // Of a bare dot nothing better can be said.
  const [map = '', ...keys] =
    start === '' ? [`.${names[0]}`, ...names.slice(1)] : [start, ...names];
  const last = keys.pop();
  if (last === undefined) return error;
  const parent = [map, ...keys].join('.');
  const get = `{{ get ${[map, ...[...keys, last].map((key) => `"${key}"`)].join(' ')} }}`;
  // What to do comes first: long messages are cut at their end.
  const text = `${parent} is empty: write ${get}, with default for another value, or put it into {{ with ${parent} }}; ${textOf(error)}`;
  const { cause, code, details, message, retry } = error;
  return new OrkError(message, { code, cause, retry, details: { ...details, text } });
}

/** The error without Go's text, which may quote what the template read. */
function withheld(error: unknown): unknown {
  if (!(error instanceof OrkError)) return error;
  const { line, column, offset } = error.details;
  const text = `template failed at line ${String(line)}, column ${String(column)}; the reason is withheld because it may show a secret`;
  return new OrkError('Template failed', {
    code: error.code === ErrorCode.TemplateBudget ? error.code : ErrorCode.TemplateExecution,
    retry: error.retry,
    details: { text, line, column, offset },
  });
}
