import { analyseTemplate } from './analysis/analyse-template.ts';
import { BUILTINS } from './builtin/builtins.ts';
import type { CompiledTemplate, TemplateOptions } from './compiled-template.ts';
import type { Evaluate, Run } from './exec/closures.ts';
import { createExpressionCompiler } from './exec/compile-expression.ts';
import { compileList } from './exec/compile-list.ts';
import { Execution } from './exec/execution.ts';
import { isStackExhausted } from './exec/stack-exhausted.ts';
import type { ExecutionOptions } from './exec/template-execution.ts';
import { meaningOfName } from './parse/function-names.ts';
import type { ListNode, PipeNode, TemplateSet } from './parse/node.ts';
import { parseTemplate } from './parse/parser.ts';
import { positionAt } from './parse/source-position.ts';
import { syntaxError } from './syntax-error.ts';
import type { FaultReport, TemplateFault } from './template-fault.ts';
import { unboxed } from './value/go-number.ts';
import { wellFormed } from './value/raw-bytes.ts';
import { trimSpace } from './value/trim-space.ts';

const NO_VALUE = '<no value>';
const NO_OPTIONS: ExecutionOptions = {};

/**
 * Compiles a Go template to closures.
 *
 * @remarks Behaves as Go's text/template with `missingkey=zero` over `map[string]any`; `test/truth` holds the proof.
 * @throws {@link OrkError} `TemplateSyntax` with `details` `{ text, complaint, line, column, offset }` and, for an
 * unknown function, `function` and the `nearest` known name; `others` holds the same of further faults, and `references`
 * what the template reads, where it could be parsed all the same
 */
export function compileTemplate(source: string, options: TemplateOptions): CompiledTemplate {
  const templates = parseTemplate({
    name: options.name ?? 'template',
    source,
    meaningOf: createMeaningOf(options),
    hasHyphens: options.lenientNames === true,
  });
  const { references, rootUses, functions } = analyseTemplate(templates);
  if (templates.unknown.length > 0) throw syntaxError(templates.unknown, { references });
  const faults = new Map<string, TemplateFault>();
  const program = compileProgram(templates, options, (offset, complaint, call) => {
    // A pipeline that stands alone is compiled twice.
    const fault = {
      complaint,
      ...positionAt(source, offset),
      ...(call === undefined ? {} : { call }),
    };
    faults.set(`${offset} ${complaint}`, fault);
  });
  const run = (root: unknown, execution: ExecutionOptions = NO_OPTIONS): string =>
    executeProgram(program, root, execution);
  const render = (root: unknown, execution?: ExecutionOptions): string =>
    scrubbed(trimSpace(run(root, execution)));
  return {
    source,
    isSoleAction: program.sole !== undefined,
    references,
    rootUses,
    functions,
    faults: [...faults.values()].sort((left, right) => left.offset - right.offset),
    render,
    execute: (root, execution) => wellFormed(run(root, execution)),
    evaluate: (root, execution = NO_OPTIONS) => {
      if (program.sole === undefined) return render(root, execution);
      const value = evaluateSole(program, program.sole, root, execution);
      return typeof value === 'string' ? scrubbed(trimSpace(value)) : value;
    },
    exact: (root, execution = NO_OPTIONS) => {
      const { isAlone, sole } = program;
      const value =
        sole === undefined || !isAlone
          ? run(root, execution)
          : evaluateSole(program, sole, root, execution);
      return typeof value === 'string' ? scrubbed(value) : value;
    },
  };
}

interface Program {
  readonly templates: TemplateSet;
  readonly main: Run;
  /** The pipeline of a template that is nothing else. */
  readonly sole: Evaluate | undefined;
  /** Whether not even blanks stand around that pipeline. */
  readonly isAlone: boolean;
}

function createMeaningOf(
  options: TemplateOptions,
): Parameters<typeof parseTemplate>[0]['meaningOf'] {
  const known = {
    isFunction: (name: string) => BUILTINS.has(name) || options.functions.has(name),
    functionNames: () => [...BUILTINS.keys(), ...options.functions.keys()],
    roots: options.roots ?? new Set<string>(),
    isLenient: options.lenientNames === true,
  };
  return (name) => meaningOfName(name, known);
}

function compileProgram(
  templates: TemplateSet,
  options: TemplateOptions,
  report: FaultReport,
): Program {
  const trees = new Map<string, Run>();
  const { functions, lenientNumbers = false, plainNumbers = false } = options;
  const expressions = createExpressionCompiler({
    functions,
    lenientNumbers,
    plainNumbers,
    report,
  });
  const names = [...templates.trees.keys()];
  for (const [name, list] of templates.trees) {
    trees.set(name, compileList({ expressions, trees, names }, list));
  }
  const list = templates.trees.get(templates.name) ?? [];
  const pipe = solePipeOf(list);
  return {
    templates,
    main: trees.get(templates.name) ?? (() => 'done'),
    sole: pipe === undefined ? undefined : expressions.pipe(pipe),
    isAlone: list.every((node) => node.kind !== 'text'),
  };
}

function solePipeOf(list: ListNode): PipeNode | undefined {
  const inked = list.filter((node) => node.kind !== 'text' || trimSpace(node.text) !== '');
  const [only] = inked;
  if (inked.length !== 1 || only?.kind !== 'action') return undefined;
  return only.pipe.declared.length === 0 ? only.pipe : undefined;
}

function executeProgram(program: Program, root: unknown, options: ExecutionOptions): string {
  return runGuarded(program, root, options, (execution) => {
    program.main(execution);
    return execution.output;
  });
}

function evaluateSole(
  program: Program,
  sole: Evaluate,
  root: unknown,
  options: ExecutionOptions,
): unknown {
  return runGuarded(program, root, options, (execution) => {
    execution.step();
    const value = unboxed(sole(execution));
    if (typeof value !== 'string') return value;
    execution.write(value);
    return execution.output;
  });
}

function runGuarded<T>(
  program: Program,
  root: unknown,
  options: ExecutionOptions,
  run: (execution: Execution) => T,
): T {
  const execution = new Execution(program.templates, root, options);
  try {
    return run(execution);
  } catch (error) {
    if (isStackExhausted(error)) execution.stackExhausted();
    throw error;
  } finally {
    execution.settle();
  }
}

function scrubbed(output: string): string {
  return output.includes(NO_VALUE) ? output.replaceAll(NO_VALUE, '') : output;
}
