import type { NumberNode, OperandNode } from '../parse/node.ts';
import { textOfNode } from '../parse/node-text.ts';
import { kindOf, typeNameOf } from '../value/go-type.ts';
import { type ArgumentKind, type Evaluate, type ExpressionCompiler, NO_FINAL } from './closures.ts';
import type { Execution } from './execution.ts';
import { compileField, compileRoot, compileVariable, followFields } from './field-access.ts';
import { compileSliceIndex } from './slice-index.ts';

const GO_TYPES = { string: 'string', number: 'float64', boolean: 'bool' } as const;
const FOUND_WORDS = { string: 'string', number: 'float', boolean: 'bool' } as const;
const LITERAL_KINDS = { string: 'string', number: 'number', boolean: 'bool' } as const;

/** Compiles one argument of a call, checked against the kind of its parameter. */
export function compileArgument(
  compiler: ExpressionCompiler,
  node: OperandNode,
  kind: ArgumentKind,
): Evaluate {
  const evaluate = compileOperand(compiler, node, kind);
  switch (node.kind) {
    case 'nil':
    case 'bool':
    case 'number':
    case 'string':
      return evaluate;
    default:
      if (kind === 'sliceIndex' && !compiler.lenientNumbers) {
        return compileSliceIndex(node, evaluate);
      }
      return isUnchecked(kind)
        ? evaluate
        : (execution) => checkedValue(execution, evaluate(execution), kind);
  }
}

/** Refuses a value that does not fit a parameter, in Go's words. */
export function checkedValue(execution: Execution, value: unknown, kind: ArgumentKind): unknown {
  if (isUnchecked(kind)) return value;
  if (value === undefined) execution.fail(`invalid value; expected ${GO_TYPES[kind]}`);
  if (isOfKind(value, kind)) return value;
  const type = value === null ? 'interface {}' : typeNameOf(value);
  return execution.fail(`wrong type for value; expected ${GO_TYPES[kind]}; got ${type}`);
}

/** Compiles the evaluation of a number, which fails when no `int` holds it. */
export function compileNumber({ report }: ExpressionCompiler, node: NumberNode): Evaluate {
  const { value } = node;
  if (node.overflowsInt) report(node.offset, `${node.text} overflows int`);
  return (execution) => {
    execution.node = node;
    return node.overflowsInt ? execution.fail(`${node.text} overflows int`) : value;
  };
}

function compileOperand(
  compiler: ExpressionCompiler,
  node: OperandNode,
  kind: ArgumentKind,
): Evaluate {
  switch (node.kind) {
    case 'dot':
      return (execution) => {
        execution.node = node;
        return execution.dot;
      };
    case 'field':
      return compileField(node, false);
    case 'variable':
      return compileVariable(node, false);
    case 'root':
      return compileRoot(node, false);
    case 'pipe':
      return at(node, compiler.pipe(node));
    case 'identifier': {
      const call = compiler.call({ identifier: node, node, args: [], isPiped: false });
      return at(node, (execution) => call(execution, NO_FINAL));
    }
    case 'chain':
      return compileChain(compiler, node, false);
    default:
      return compileLiteral(compiler, node, kind);
  }
}

/** Compiles `(pipeline).a.b` and `function.a.b`. */
export function compileChain(
  compiler: ExpressionCompiler,
  node: Extract<OperandNode, { kind: 'chain' }>,
  hasArguments: boolean,
): Evaluate {
  const receiver = compiler.argument(node.node, 'untyped');
  const path = { names: node.names, hasArguments };
  return (execution) => {
    execution.node = node;
    return followFields(execution, receiver(execution), false, path);
  };
}

function compileLiteral(
  compiler: ExpressionCompiler,
  node: Extract<OperandNode, { kind: 'nil' | 'bool' | 'number' | 'string' }>,
  kind: ArgumentKind,
): Evaluate {
  const isTyped = kind === 'string' || kind === 'number' || kind === 'boolean';
  if (node.kind === 'nil') {
    return isTyped
      ? failing(compiler, node, `cannot assign nil to ${GO_TYPES[kind]}`)
      : at(node, () => undefined);
  }
  if (isTyped && node.kind !== LITERAL_KINDS[kind]) {
    return failing(compiler, node, `expected ${FOUND_WORDS[kind]}; found ${textOfNode(node)}`);
  }
  if (node.kind === 'number' && kind !== 'number') return compileNumber(compiler, node);
  const { value } = node;
  return at(node, () => value);
}

function at(node: OperandNode, evaluate: Evaluate): Evaluate {
  return (execution) => {
    execution.node = node;
    return evaluate(execution);
  };
}

function failing({ report }: ExpressionCompiler, node: OperandNode, complaint: string): Evaluate {
  report(node.offset, complaint);
  return (execution) => {
    execution.node = node;
    return execution.fail(complaint);
  };
}

function isUnchecked(kind: ArgumentKind): kind is Exclude<ArgumentKind, keyof typeof GO_TYPES> {
  return !Object.hasOwn(GO_TYPES, kind);
}

function isOfKind(value: unknown, kind: 'string' | 'number' | 'boolean'): boolean {
  if (kind === 'number') {
    const goKind = kindOf(value);
    return goKind === 'int' || goKind === 'float' || goKind === 'uint';
  }
  return typeof value === kind;
}
