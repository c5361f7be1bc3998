import type { OperandNode } from '../parse/node.ts';
import { INTERFACE_VALUE } from '../value/interface-value.ts';
import type { Evaluate } from './closures.ts';
import type { Execution } from './execution.ts';

/** Makes an index of `slice` fail where Go's would: when it is a field or an element rather than a value of its own. */
export function compileSliceIndex(node: OperandNode, evaluate: Evaluate): Evaluate {
  return (execution) => {
    const value = evaluate(execution);
    return value !== undefined && isHeldByInterface(node, execution) ? INTERFACE_VALUE : value;
  };
}

function isHeldByInterface(node: OperandNode, execution: Execution): boolean {
  switch (node.kind) {
    case 'field':
    case 'root':
    case 'chain':
      return true;
    case 'variable':
      return node.names.length > 0 || execution.variables.find(node.name)?.isBoxed === true;
    case 'dot':
      return execution.isDotBoxed;
    default:
      return false;
  }
}
