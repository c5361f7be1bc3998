import type { FunctionUse, StaticReference, ValueUse } from '../compiled-template.ts';
import type {
  CommandNode,
  FieldNode,
  IdentifierNode,
  OperandNode,
  PipeNode,
  RootNode,
  VariableNode,
} from '../parse/node.ts';
import type { SourcePosition } from '../parse/source-position.ts';
import { numericOf } from '../value/go-type.ts';

/** Keys from the root of the data. */
export type Path = readonly string[];

/** A value whose place in the data is known, and where the template names it. */
export interface KnownValue {
  readonly path: Path;
  readonly offset: number;
}

/** Stands for any element of a list or map. */
export const ANY_ELEMENT = '*';

// These walk into their first argument by keys.
const ACCESSORS: ReadonlySet<string> = new Set(['get', 'index']);

/** What dot and variables stand for at one place of a template. */
export class Scope {
  dot: Path | undefined;
  readonly #dollar: Path | undefined;
  readonly #variables: Map<string, Path | undefined>;

  constructor(dot: Path | undefined, variables?: ReadonlyMap<string, Path | undefined>) {
    this.dot = dot;
    this.#variables = new Map(variables ?? [['$', dot]]);
    this.#dollar = this.#variables.get('$');
  }

  child(): Scope {
    const scope = new Scope(this.dot, this.#variables);
    scope.#variables.set('$', this.#dollar);
    return scope;
  }

  get(name: string): Path | undefined {
    return this.#variables.get(name);
  }

  /** A variable that is assigned a second value is not followed any more. */
  set(name: string, path: Path | undefined, isAssignment: boolean): void {
    this.#variables.set(name, isAssignment ? undefined : path);
  }

  setRangeVariables(declared: readonly VariableNode[], element: Path | undefined): void {
    declared.forEach((variable, index) => {
      const isElement = index === declared.length - 1;
      this.#variables.set(variable.name, isElement ? element : undefined);
    });
  }
}

/** Follows values through pipelines and collects references and calls on the way. */
export class PipelineAnalysis {
  readonly references: StaticReference[] = [];
  /** Uses of the whole of the data. */
  readonly rootUses: ValueUse[] = [];
  readonly functions: FunctionUse[] = [];
  readonly #locate: (offset: number) => SourcePosition;

  constructor(locate: (offset: number) => SourcePosition) {
    this.#locate = locate;
  }

  /** Notes that a value is read; without more it is shown. */
  use(value: KnownValue | undefined, use: ValueUse = {}): void {
    if (value === undefined) return;
    if (value.path.length === 0) this.rootUses.push(use);
    else this.references.push({ path: value.path, ...use, ...this.#locate(value.offset) });
  }

  /** Notes that a value is only asked for, or gone through; what comes of its parts is noted where they are read. */
  test(value: KnownValue | undefined): void {
    this.use(value, { isOnlyTested: true });
  }

  /** Where the result of a pipeline comes from, if that is one place of the data. */
  pipe(node: PipeNode, scope: Scope): KnownValue | undefined {
    let value: KnownValue | undefined;
    node.commands.forEach((command, index) => {
      value = this.#command(command, scope, index === 0 ? undefined : { value });
    });
    // A variable that is assigned is not followed any more, so all that it may hold counts as shown.
    if (node.isAssignment) this.use(value);
    for (const { name } of node.declared) {
      if (node.isAssignment) this.use(known(scope.get(name), [], node.offset));
      scope.set(name, value?.path, node.isAssignment);
    }
    return value;
  }

  #command(
    command: CommandNode,
    scope: Scope,
    piped: { readonly value: KnownValue | undefined } | undefined,
  ): KnownValue | undefined {
    const [first, ...args] = command.args;
    if (first === undefined) return undefined;
    if (first.kind !== 'identifier') {
      this.use(piped?.value);
      for (const arg of args) this.use(this.#operand(arg, scope));
      return this.#operand(first, scope);
    }
    this.#call(first, args.length + (piped === undefined ? 0 : 1));
    const values = args.map((arg) => this.#operand(arg, scope));
    if (ACCESSORS.has(first.name) && piped === undefined) return this.#access(args, values);
    for (const value of [...values, piped?.value]) this.use(value, { takenBy: first.name });
    return undefined;
  }

  #access(
    args: readonly OperandNode[],
    values: readonly (KnownValue | undefined)[],
  ): KnownValue | undefined {
    const [base, ...keyValues] = values;
    keyValues.forEach((value) => {
      this.use(value);
    });
    if (base === undefined) return undefined;
    const keys = args.slice(1).map(keyOf);
    return { path: [...base.path, ...keys], offset: base.offset };
  }

  #operand(node: OperandNode, scope: Scope): KnownValue | undefined {
    switch (node.kind) {
      case 'dot':
        return known(scope.dot, [], node.offset);
      case 'field':
        return known(scope.dot, node.names, startOf(node));
      case 'variable':
        return known(scope.get(node.name), node.names, startOf(node));
      case 'root':
        return known([], node.names, startOf(node));
      case 'identifier':
        this.#call(node, 0);
        return undefined;
      case 'pipe':
        return this.pipe(node, scope);
      case 'chain': {
        const base = this.#operand(node.node, scope);
        return known(base?.path, node.names, base?.offset ?? node.offset);
      }
      default:
        return undefined;
    }
  }

  #call(node: IdentifierNode, argumentCount: number): void {
    const { name, written } = node;
    this.functions.push({ name, written, argumentCount, ...this.#locate(node.offset) });
  }
}

// Go places a path with several names at the second one; a reference begins where it is written.
function startOf(node: FieldNode | VariableNode | RootNode): number {
  const [first = ''] = node.names;
  if (node.kind === 'variable') return node.offset - (first === '' ? 0 : node.name.length);
  if (node.names.length === 1) return node.offset;
  return node.offset - first.length - (node.kind === 'field' ? 1 : 0);
}

function known(base: Path | undefined, names: Path, offset: number): KnownValue | undefined {
  return base === undefined ? undefined : { path: [...base, ...names], offset };
}

function keyOf(node: OperandNode): string {
  if (node.kind === 'string') return node.value;
  if (node.kind === 'number') return String(numericOf(node.value));
  return ANY_ELEMENT;
}
