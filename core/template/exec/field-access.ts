import type { FieldNode, RootNode, VariableNode } from '../parse/node.ts';
import { isGoMap, typeNameOf } from '../value/go-type.ts';
import type { Evaluate } from './closures.ts';
import type { Execution } from './execution.ts';

const MANY_VARIABLES = 64;

/** Names to follow from a receiver. */
export interface FieldPath {
  readonly names: readonly string[];
  /** What the path begins at, as written: nothing, or a variable. Absent for a pipeline. */
  readonly start?: string;
  /** Whether arguments follow, which only a method could take. */
  readonly hasArguments: boolean;
}

/**
 * Follows field names from a receiver.
 *
 * @remarks A missing key is nil (`missingkey=zero` over `map[string]any`); a field of that nil is an error, a field of
 * no value at all, as a parenthesised pipeline gives it, is again no value.
 */
export function followFields(
  execution: Execution,
  receiver: unknown,
  isBoxed: boolean,
  path: FieldPath,
): unknown {
  const { names } = path;
  let value = receiver;
  for (let index = 0; index < names.length; index += 1) {
    if (value === undefined) return undefined;
    const name = names[index] as string;
    if (!isGoMap(value)) {
      const known = { ...path, names: names.slice(0, index + 1) };
      return refuse(execution, value, isBoxed || index > 0, known);
    }
    if (path.hasArguments && index === names.length - 1) {
      execution.fail(`${name} is not a method but has arguments`);
    }
    value = Object.hasOwn(value, name) ? (value[name] ?? null) : null;
  }
  return value;
}

/** Compiles `.a.b`. */
export function compileField(node: FieldNode, hasArguments: boolean): Evaluate {
  const path = { names: node.names, start: '', hasArguments };
  return (execution) => {
    execution.node = node;
    return followFields(execution, execution.dot, execution.isDotBoxed, path);
  };
}

/** Compiles a bare context root, which starts at the data whatever the dot. */
export function compileRoot(node: RootNode, hasArguments: boolean): Evaluate {
  const path = { names: node.names, start: '', hasArguments };
  return (execution) => {
    execution.node = node;
    return followFields(execution, execution.root ?? undefined, false, path);
  };
}

/** Compiles `$x.a.b`. */
export function compileVariable(node: VariableNode, hasArguments: boolean): Evaluate {
  const path = { names: node.names, start: node.name, hasArguments };
  const isPlain = node.names.length === 0;
  return (execution) => {
    execution.node = node;
    const { height } = execution.variables;
    // Looking through very many variables counts as work.
    if (height > MANY_VARIABLES) execution.charge(height, 0);
    const variable = execution.variables.find(node.name);
    if (variable === undefined) return execution.fail(`undefined variable: ${node.name}`);
    if (isPlain && hasArguments) {
      execution.fail(`can't give argument to non-function ${node.name}`);
    }
    if (isPlain) return variable.value;
    return followFields(execution, variable.value, variable.isBoxed, path);
  };
}

function refuse(
  execution: Execution,
  value: unknown,
  isBoxed: boolean,
  { names, start }: Pick<FieldPath, 'names' | 'start'>,
): never {
  const name = names.at(-1) ?? '';
  if (value === null) {
    const reason = start === undefined ? {} : { nilPath: { start, names } };
    return execution.fail(`nil pointer evaluating interface {}.${name}`, reason);
  }
  const type = isBoxed ? 'interface {}' : typeNameOf(value);
  return execution.fail(`can't evaluate field ${name} in type ${type}`);
}
