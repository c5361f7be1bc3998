import type { OperandNode } from '../parse/node.ts';
import { GoNumber } from '../value/go-number.ts';
import { INTERFACE_VALUE } from '../value/interface-value.ts';
import type { Evaluate } from './closures.ts';
import type { Execution } from './execution.ts';

/** Makes an index of `slice` fail where Go's would: when it is a field or an element rather than a value of its own. */
export function compileSliceIndex(node: OperandNode, evaluate: Evaluate): Evaluate {
  return (execution) => {
    const value = evaluate(execution);
    if (value === undefined) return value;
    return isHeldByInterface(node, value, execution) ? INTERFACE_VALUE : value;
  };
}

function isHeldByInterface(node: OperandNode, value: unknown, execution: Execution): boolean {
  switch (node.kind) {
    case 'field':
    case 'root':
    case 'chain':
      return true;
    case 'variable':
      return node.names.length > 0 || execution.variables.find(node.name)?.isBoxed === true;
    case 'dot':
      return execution.isDotBoxed;
    case 'identifier':
      // What is no scalar can only come from a function that may return anything.
      return typeof value === 'object' && !(value instanceof GoNumber);
    default:
      return false;
  }
}
