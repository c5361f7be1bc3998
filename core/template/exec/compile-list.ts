import { textOfValue } from '../format/print.ts';
import { quoteString } from '../format/quote.ts';
import type {
  ActionNode,
  BranchNode,
  ListNode,
  StatementNode,
  TemplateNode,
} from '../parse/node.ts';
import type { Evaluate, ExpressionCompiler, Run, Signal } from './closures.ts';
import { compileRange } from './compile-range.ts';
import type { Execution } from './execution.ts';
import { VariableStack } from './variable-stack.ts';

const NO_VALUE = '<no value>';

/** The templates of one source; filled while they are compiled, as they may call each other. */
export type CompiledTrees = ReadonlyMap<string, Run>;

/** What statements are compiled with. */
export interface ListCompiler {
  readonly expressions: ExpressionCompiler;
  readonly trees: CompiledTrees;
  /** Names of the templates of the source. */
  readonly names: readonly string[];
}

/** Compiles a list of statements. */
export function compileList(compiler: ListCompiler, list: ListNode): Run {
  const statements = list.map((node) => compileStatement(compiler, node));
  const [only] = statements;
  if (only !== undefined && statements.length === 1) return only;
  return (execution) => {
    for (const statement of statements) {
      const signal = statement(execution);
      if (signal !== 'done') return signal;
    }
    return 'done';
  };
}

function compileStatement(compiler: ListCompiler, node: StatementNode): Run {
  switch (node.kind) {
    case 'text':
      return (execution) => {
        execution.step();
        execution.write(node.text);
        return 'done';
      };
    case 'action':
      return compileAction(compiler, node);
    case 'if':
    case 'with':
      return compileBranch(compiler, node);
    case 'range':
      return compileRange(node, {
        pipe: compiler.expressions.pipe(node.pipe),
        body: compileList(compiler, node.list),
        otherwise: compileElse(compiler, node),
      });
    case 'template':
      return compileTemplateCall(compiler, node);
    default:
      return () => node.kind;
  }
}

function compileAction(compiler: ListCompiler, node: ActionNode): Run {
  const pipe = compiler.expressions.pipe(node.pipe);
  const { plainNumbers } = compiler.expressions;
  const isSilent = node.pipe.declared.length > 0;
  return (execution) => {
    execution.step();
    const value = pipe(execution);
    if (!isSilent) {
      execution.node = node;
      execution.write(value === undefined ? NO_VALUE : textOfValue(value, execution, plainNumbers));
    }
    return 'done';
  };
}

function compileElse(compiler: ListCompiler, node: BranchNode): Run {
  return node.elseList === undefined ? () => 'done' : compileList(compiler, node.elseList);
}

function compileBranch(compiler: ListCompiler, node: BranchNode): Run {
  const pipe = compiler.expressions.pipe(node.pipe);
  const body = compileList(compiler, node.list);
  const otherwise = compileElse(compiler, node);
  const isWith = node.kind === 'with';
  return (execution) => {
    execution.step();
    const { height } = execution.variables;
    const value = pipe(execution);
    let signal: Signal;
    if (!execution.isTrue(value)) signal = otherwise(execution);
    else signal = isWith ? runWithDot(execution, value, body) : body(execution);
    execution.variables.popTo(height);
    return signal;
  };
}

function runWithDot(execution: Execution, dot: unknown, body: Run): Signal {
  const { dot: outerDot, isDotBoxed } = execution;
  execution.dot = dot;
  execution.isDotBoxed = false;
  const signal = body(execution);
  execution.dot = outerDot;
  execution.isDotBoxed = isDotBoxed;
  return signal;
}

function compileTemplateCall(compiler: ListCompiler, node: TemplateNode): Run {
  const complaint = `template ${quoteString(node.name)} not defined`;
  if (!compiler.names.includes(node.name)) compiler.expressions.report(node.offset, complaint);
  const argument: Evaluate =
    node.pipe === undefined ? () => undefined : compiler.expressions.pipe(node.pipe);
  return (execution) => {
    execution.step();
    execution.node = node;
    const body = compiler.trees.get(node.name);
    if (body === undefined) return execution.fail(complaint);
    execution.enter();
    const dot = argument(execution);
    const { variables, template } = execution;
    execution.variables = new VariableStack(dot);
    execution.template = node.name;
    runWithDot(execution, dot, body);
    execution.variables = variables;
    execution.template = template;
    execution.leave();
    return 'done';
  };
}
