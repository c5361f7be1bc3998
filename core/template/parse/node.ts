import type { GoNumber } from '../value/go-number.ts';

/** What every node has: its first character, as UTF-16 offset into the source. */
interface Positioned {
  readonly offset: number;
}

/** The dot. */
export interface DotNode extends Positioned {
  readonly kind: 'dot';
}

/** The constant `nil`. */
export interface NilNode extends Positioned {
  readonly kind: 'nil';
}

/** `true` or `false`. */
export interface BoolNode extends Positioned {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** A number as written, with its value; an integer that no `int` holds can still serve as a float. */
export interface NumberNode extends Positioned {
  readonly kind: 'number';
  readonly text: string;
  readonly value: GoNumber;
  readonly overflowsInt: boolean;
}

/** A quoted or raw string. */
export interface StringNode extends Positioned {
  readonly kind: 'string';
  readonly quoted: string;
  readonly value: string;
}

/** `.a.b` relative to the dot. */
export interface FieldNode extends Positioned {
  readonly kind: 'field';
  readonly names: readonly string[];
}

/** `$x` or `$x.a.b`; the name includes the dollar sign. */
export interface VariableNode extends Positioned {
  readonly kind: 'variable';
  readonly name: string;
  readonly names: readonly string[];
}

/** A context root written without its dot (`children.job`), a tolerance of the Katalog language. */
export interface RootNode extends Positioned {
  readonly kind: 'root';
  readonly names: readonly string[];
}

/** A function by the name it was resolved to, and as it was written. */
export interface IdentifierNode extends Positioned {
  readonly kind: 'identifier';
  readonly written: string;
  readonly name: string;
}

/** Fields of a call or of a parenthesised pipeline. */
export interface ChainNode extends Positioned {
  readonly kind: 'chain';
  readonly node: OperandNode;
  readonly names: readonly string[];
}

/** One command of a pipeline: a function or value with its arguments. */
export interface CommandNode extends Positioned {
  readonly kind: 'command';
  readonly args: readonly OperandNode[];
}

/** Commands joined by `|`, with the variables that take the result. */
export interface PipeNode extends Positioned {
  readonly kind: 'pipe';
  readonly isAssignment: boolean;
  readonly declared: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
}

/** Whatever may stand as a word of a command. */
export type OperandNode =
  | DotNode
  | NilNode
  | BoolNode
  | NumberNode
  | StringNode
  | FieldNode
  | VariableNode
  | RootNode
  | IdentifierNode
  | ChainNode
  | PipeNode;

/** Literal text. */
export interface TextNode extends Positioned {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{ pipeline }}`. */
export interface ActionNode extends Positioned {
  readonly kind: 'action';
  readonly pipe: PipeNode;
}

/** `if`, `with` and `range` with their two lists. */
export interface BranchNode extends Positioned {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
}

/** `{{ template "name" pipeline }}`, also what is left of a `block`. */
export interface TemplateNode extends Positioned {
  readonly kind: 'template';
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

/** `{{ break }}` or `{{ continue }}`. */
export interface JumpNode extends Positioned {
  readonly kind: 'break' | 'continue';
}

/** What a list may hold. */
export type StatementNode = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode;

interface EndNode extends Positioned {
  readonly kind: 'end';
}

interface ElseNode extends Positioned {
  readonly kind: 'else';
}

/** The mark that ends a list; never part of a tree. */
export type TerminatorNode = EndNode | ElseNode;

/** Statements in order. */
export type ListNode = readonly StatementNode[];

/** A node that can be named in an execution error. */
export type LocatedNode = OperandNode | CommandNode | ActionNode | TemplateNode;

/** The trees of one source by template name; the first is the source itself. */
export interface TemplateSet {
  readonly name: string;
  readonly source: string;
  readonly trees: ReadonlyMap<string, ListNode>;
}
