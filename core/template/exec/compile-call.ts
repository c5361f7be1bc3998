import { ErrorCode, isOrkError, textOf } from '../../errors.ts';
import { type ArgumentCounts, countFault } from '../argument-count.ts';
import { BUILTINS, type Builtin } from '../builtin/builtins.ts';
import { textOfNode } from '../parse/node-text.ts';
import type { TemplateFunction } from '../template-function.ts';
import { unboxed } from '../value/go-number.ts';
import type { ArgumentKind, CallSite, Command, Evaluate, ExpressionCompiler } from './closures.ts';
import { checkedValue } from './compile-argument.ts';
import type { Execution } from './execution.ts';
import { isStackExhausted } from './stack-exhausted.ts';

/** What a call passes its arguments to. */
interface Callee {
  readonly minArgs: number;
  readonly maxArgs: number;
  kindOf(index: number): ArgumentKind;
  invoke(args: unknown[], execution: Execution): unknown;
}

/** Compiles a call of a function of the table or, where that has none of the name, of a built-in. */
export function compileCall(compiler: ExpressionCompiler, site: CallSite): Command {
  const { name } = site.identifier;
  const custom = compiler.functions.get(name);
  if (custom !== undefined) return compileChecked(compiler, site, customCallee(custom, site));
  const builtin = BUILTINS.get(name);
  if (builtin === undefined) return failing(site, `"${name}" is not a defined function`);
  const callee = builtinCallee(builtin, site, compiler);
  reportCall(compiler, builtin, site);
  if (name !== 'and' && name !== 'or') return compileChecked(compiler, site, callee);
  const complaint = arityComplaint(callee, site);
  if (complaint === undefined) return compileLogic(compiler, site);
  reportCount(compiler, callee, site);
  return failing(site, complaint);
}

/** Built-ins that take what Go's reflection lets them take, and then fail. */
function reportCall(compiler: ExpressionCompiler, builtin: Builtin, site: CallSite): void {
  const { identifier } = site;
  if (builtin === BUILTINS.get('call'))
    compiler.report(identifier.offset, 'call has nothing to call: no value here is a function');
  if (builtin === BUILTINS.get('eq') && countOf(site) === 1)
    reportCount(compiler, { minArgs: 2, maxArgs: builtin.maxArgs }, site);
}

function reportCount(
  { report }: ExpressionCompiler,
  counts: ArgumentCounts,
  { identifier: { offset, written }, ...site }: CallSite,
): void {
  const count = countOf(site);
  const complaint = countFault(counts, written, count);
  if (complaint !== undefined) report(offset, complaint, { written, count });
}

function countOf({ args, isPiped }: Pick<CallSite, 'args' | 'isPiped'>): number {
  return args.length + (isPiped ? 1 : 0);
}

function compileChecked(compiler: ExpressionCompiler, site: CallSite, callee: Callee): Command {
  const complaint = arityComplaint(callee, site);
  if (complaint !== undefined) {
    reportCount(compiler, callee, site);
    return failing(site, complaint);
  }
  const args = site.args.map((arg, index) => compiler.argument(arg, callee.kindOf(index)));
  const finalKind = callee.kindOf(args.length);
  const { identifier, node, isPiped } = site;
  const cost = 1 + args.length;
  return (execution, final) => {
    execution.node = identifier;
    execution.step(cost);
    const values = args.map((arg) => arg(execution));
    if (isPiped) values.push(checkedValue(execution, final, finalKind));
    chargeTexts(execution, values);
    try {
      return callee.invoke(values, execution);
    } catch (cause) {
      if (!(cause instanceof Error) || isFinal(cause)) throw cause;
      execution.node = node;
      return execution.fail(`error calling ${identifier.written}: ${textOf(cause)}`, { cause });
    }
  };
}

// A function takes at least as long as it takes to read its texts.
function chargeTexts(execution: Execution, values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === 'string') execution.charge(value.length, 0);
  }
}

// "and" and "or" stop at the argument that decides and return it.
function compileLogic(compiler: ExpressionCompiler, site: CallSite): Command {
  const args: readonly Evaluate[] = site.args.map((arg) => compiler.argument(arg, 'value'));
  const decisive = site.identifier.name === 'or';
  return (execution, final) => {
    execution.node = site.identifier;
    execution.step(1 + args.length);
    let value: unknown;
    for (const arg of args) {
      value = arg(execution);
      if (execution.isTrue(value) === decisive) return value;
    }
    return site.isPiped ? final : value;
  };
}

function customCallee(custom: TemplateFunction, site: CallSite): Callee {
  const { params = [] } = custom;
  const literalArgs = site.args.map(isLiteral);
  if (site.isPiped) literalArgs.push(false);
  return {
    minArgs: custom.minArgs,
    maxArgs: custom.maxArgs,
    kindOf: (index) => params[index] ?? params.at(-1) ?? 'any',
    invoke: (args, execution) => {
      const { root, environment } = execution;
      const result = custom.call(args.map(unboxed), {
        piped: site.isPiped,
        literalArgs,
        root,
        environment,
        execution,
      });
      if (typeof result === 'string') execution.charge(result.length);
      return result ?? null;
    },
  };
}

function builtinCallee(
  builtin: Builtin,
  site: CallSite,
  { lenientNumbers, plainNumbers }: ExpressionCompiler,
): Callee {
  const { minArgs, maxArgs, kinds } = builtin;
  const [first] = site.args;
  // Only `call` names its argument.
  const place = {
    lenientNumbers,
    plainNumbers,
    firstText:
      first === undefined || builtin !== BUILTINS.get('call') ? undefined : textOfNode(first),
  };
  return {
    minArgs,
    maxArgs,
    kindOf: (index) => kinds[index] ?? kinds.at(-1) ?? 'any',
    invoke: (args, execution) => {
      const result = builtin.call(args, execution, place);
      if (typeof result === 'string') execution.charge(result.length);
      return result;
    },
  };
}

function arityComplaint(callee: Callee, site: CallSite): string | undefined {
  const { minArgs, maxArgs } = callee;
  const count = countOf(site);
  if (count >= minArgs && count <= maxArgs) return undefined;
  const { written } = site.identifier;
  const wrong = `wrong number of args for ${written}: want`;
  if (minArgs === maxArgs) return `${wrong} ${minArgs} got ${count}`;
  // Go counts only the written arguments here.
  if (count < minArgs) return `${wrong} at least ${minArgs} got ${site.args.length}`;
  return `${wrong} at most ${maxArgs} got ${count}`;
}

function failing(site: CallSite, complaint: string): Command {
  return (execution) => {
    execution.node = site.identifier;
    return execution.fail(complaint);
  };
}

function isLiteral(node: CallSite['args'][number]): boolean {
  return (
    node.kind === 'string' || node.kind === 'number' || node.kind === 'bool' || node.kind === 'nil'
  );
}

function isFinal(error: Error): boolean {
  return isOrkError(error, ErrorCode.TemplateBudget) || isStackExhausted(error);
}
