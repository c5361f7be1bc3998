import type { CommandNode, OperandNode, PipeNode, VariableNode } from '../parse/node.ts';
import { textOfNode } from '../parse/node-text.ts';
import {
  type ArgumentKind,
  type CallSite,
  type Command,
  type Evaluate,
  type ExpressionCompiler,
  NO_FINAL,
} from './closures.ts';
import { compileArgument, compileChain, compileNumber } from './compile-argument.ts';
import { compileCall } from './compile-call.ts';
import type { Execution } from './execution.ts';
import { compileField, compileRoot, compileVariable } from './field-access.ts';

/** Makes the compiler of pipelines over a table of functions. */
export function createExpressionCompiler(
  options: Pick<ExpressionCompiler, 'functions' | 'lenientNumbers' | 'plainNumbers' | 'report'>,
): ExpressionCompiler {
  const compiler: ExpressionCompiler = {
    functions: options.functions,
    lenientNumbers: options.lenientNumbers,
    plainNumbers: options.plainNumbers,
    report: options.report,
    pipe: (node: PipeNode): Evaluate => compilePipe(compiler, node),
    call: (site: CallSite): Command => compileCall(compiler, site),
    argument: (node: OperandNode, kind: ArgumentKind): Evaluate =>
      compileArgument(compiler, node, kind),
  };
  return compiler;
}

function compilePipe(compiler: ExpressionCompiler, pipe: PipeNode): Evaluate {
  const value = compileCommands(compiler, pipe);
  if (pipe.declared.length === 0) return value;
  const store = compileStore(pipe);
  return (execution) => {
    const result = value(execution);
    store(execution, result);
    return result;
  };
}

function compileCommands(compiler: ExpressionCompiler, pipe: PipeNode): Evaluate {
  const commands = pipe.commands.map((node, index) => compileCommand(compiler, node, index > 0));
  const [first] = commands;
  if (first !== undefined && commands.length === 1) {
    return (execution) => {
      execution.node = pipe;
      return first(execution, NO_FINAL) ?? undefined;
    };
  }
  return (execution) => {
    execution.node = pipe;
    let value: unknown = NO_FINAL;
    for (const command of commands) value = command(execution, value) ?? undefined;
    return value;
  };
}

function compileStore(pipe: PipeNode): (execution: Execution, value: unknown) => void {
  const store = (execution: Execution, variable: VariableNode, value: unknown): void => {
    const { variables } = execution;
    if (!pipe.isAssignment) variables.push(variable.name, value);
    else if (!variables.assign(variable.name, value, false)) {
      execution.fail(`undefined variable: ${variable.name}`);
    }
  };
  return (execution, value) => {
    for (const variable of pipe.declared) store(execution, variable, value);
  };
}

function compileCommand(
  compiler: ExpressionCompiler,
  command: CommandNode,
  isPiped: boolean,
): Command {
  const [first, ...args] = command.args as [OperandNode, ...OperandNode[]];
  const hasArguments = args.length > 0 || isPiped;
  switch (first.kind) {
    case 'field':
      if (hasArguments) reportArguments(compiler, command, first.names);
      return compileField(first, hasArguments);
    case 'root':
      if (hasArguments) reportArguments(compiler, command, first.names);
      return compileRoot(first, hasArguments);
    case 'chain':
      return compileChain(compiler, first, hasArguments);
    case 'variable':
      if (hasArguments) reportArguments(compiler, command, first.names);
      return compileVariable(first, hasArguments);
    case 'identifier':
      return compiler.call({ identifier: first, node: command, args, isPiped });
    case 'pipe':
      if (!hasArguments) return compiler.pipe(first);
      reportArguments(compiler, command);
      return refusingArguments(first, false);
    default:
      if (!hasArguments) return compileConstant(compiler, first);
      reportArguments(compiler, command);
      return refusingArguments(first, true);
  }
}

// Where arguments follow a value they are told, else what was piped into it.
function reportArguments(
  { report }: ExpressionCompiler,
  { args: [first, argument], offset }: CommandNode,
  names: readonly string[] = [],
): void {
  const name = names.at(-1) ?? (first === undefined ? '' : textOfNode(first));
  report(argument?.offset ?? first?.offset ?? offset, `${name} is no function but has arguments`);
}

function compileConstant(
  compiler: ExpressionCompiler,
  node: Extract<OperandNode, { kind: 'dot' | 'nil' | 'bool' | 'number' | 'string' }>,
): Evaluate {
  switch (node.kind) {
    case 'number':
      return compileNumber(compiler, node);
    case 'dot':
      return (execution) => {
        execution.node = node;
        return execution.dot;
      };
    case 'nil':
      compiler.report(node.offset, 'nil is not a command');
      return (execution) => {
        execution.node = node;
        return execution.fail('nil is not a command');
      };
    default: {
      const { value } = node;
      return (execution) => {
        execution.node = node;
        return value;
      };
    }
  }
}

// Go notes the place of a constant before it complains, but not that of a parenthesised pipeline.
function refusingArguments(node: OperandNode, isPlaced: boolean): Evaluate {
  const text = textOfNode(node);
  return (execution) => {
    if (isPlaced) execution.node = node;
    return execution.fail(`can't give argument to non-function ${text}`);
  };
}
