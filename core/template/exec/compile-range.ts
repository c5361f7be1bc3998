import { textOfValue } from '../format/print.ts';
import type { BranchNode, VariableNode } from '../parse/node.ts';
import { GoNumber, goInt } from '../value/go-number.ts';
import { type GoMap, kindOf, numericOf } from '../value/go-type.ts';
import type { Evaluate, Run, Signal } from './closures.ts';
import type { Execution } from './execution.ts';

/** The compiled parts of a `range`. */
export interface RangeParts {
  readonly pipe: Evaluate;
  readonly body: Run;
  readonly otherwise: Run;
}

interface Item {
  readonly index: unknown;
  readonly element: unknown;
  /** Whether Go would hold the element as an interface value. */
  readonly isBoxed: boolean;
}

/** Compiles `range` over a list, a map in key order, or an integer. */
export function compileRange(node: BranchNode, parts: RangeParts): Run {
  const assign = compileIteration(node);
  return (execution) => {
    execution.step();
    const { height } = execution.variables;
    const value = parts.pipe(execution);
    const bodyHeight = execution.variables.height;
    const { dot, isDotBoxed } = execution;
    let signal: Signal = 'done';
    let hasRun = false;
    for (const item of itemsOf(execution, node, value)) {
      hasRun = true;
      execution.step();
      assign(execution, item);
      execution.dot = item.element;
      execution.isDotBoxed = item.isBoxed;
      const ended = parts.body(execution);
      execution.variables.popTo(bodyHeight);
      if (ended === 'break') break;
    }
    execution.dot = dot;
    execution.isDotBoxed = isDotBoxed;
    if (!hasRun) signal = parts.otherwise(execution);
    execution.variables.popTo(height);
    return signal;
  };
}

function* itemsOf(execution: Execution, node: BranchNode, value: unknown): Generator<Item> {
  switch (kindOf(value)) {
    case 'invalid':
      return;
    case 'slice': {
      const list = value as readonly unknown[];
      for (let index = 0; index < list.length; index += 1) {
        yield { index: goInt(index), element: list[index] ?? null, isBoxed: true };
      }
      return;
    }
    case 'map': {
      const map = value as GoMap;
      for (const key of execution.sortedKeysOf(map)) {
        yield { index: key, element: map[key] ?? null, isBoxed: true };
      }
      return;
    }
    case 'int':
    case 'uint':
      yield* integersBelow(execution, node, value);
      return;
    default:
      execution.fail(`range can't iterate over ${textOfValue(value, execution)}`);
  }
}

function* integersBelow(execution: Execution, node: BranchNode, value: unknown): Generator<Item> {
  if (node.pipe.declared.length > 1) {
    const text = textOfValue(value, execution);
    execution.fail(`can't use ${text} to iterate over more than one variable`);
  }
  const limit = numericOf(value);
  const type = value instanceof GoNumber ? value.type : undefined;
  for (let count = 0; count < limit; count += 1) {
    const element = type === undefined ? count : new GoNumber(type, count);
    yield { index: undefined, element, isBoxed: false };
  }
}

// One variable takes the element; of two the first takes the index.
function compileIteration(node: BranchNode): (execution: Execution, item: Item) => void {
  const [first, second] = node.pipe.declared;
  if (first === undefined) return () => undefined;
  const { isAssignment } = node.pipe;
  if (second === undefined) {
    return (execution, { element, isBoxed }) => {
      if (isAssignment) assignTo(execution, first, element, isBoxed);
      else execution.variables.assignFromTop(1, element, isBoxed);
    };
  }
  return (execution, { index, element, isBoxed }) => {
    if (isAssignment) {
      assignTo(execution, first, index, false);
      assignTo(execution, second, element, isBoxed);
    } else {
      execution.variables.assignFromTop(1, element, isBoxed);
      execution.variables.assignFromTop(2, index, false);
    }
  };
}

function assignTo(
  execution: Execution,
  variable: VariableNode,
  value: unknown,
  isBoxed: boolean,
): void {
  if (!execution.variables.assign(variable.name, value, isBoxed)) {
    execution.fail(`undefined variable: ${variable.name}`);
  }
}
