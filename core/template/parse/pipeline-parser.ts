import { quoteString, quoteStringUpTo } from '../format/quote.ts';
import { byteLengthOf } from '../value/raw-bytes.ts';
import type { Lexer } from './lexer.ts';
import type { CommandNode, IdentifierNode, OperandNode, PipeNode, VariableNode } from './node.ts';
import { textOfNode } from './node-text.ts';
import { parseNumberLiteral } from './number-literal.ts';
import { MAX_NESTING, type ParseContext } from './parse-context.ts';
import { isKeyword, type Token, type TokenKind } from './token.ts';
import { TokenStream } from './token-stream.ts';
import { unquoteString } from './unquote.ts';

const OPERAND_STARTS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);
const NOT_EXECUTABLE: ReadonlySet<string> = new Set(['bool', 'dot', 'nil', 'number', 'string']);

/** Parses pipelines, commands and operands. */
export class PipelineParser {
  protected readonly context: ParseContext;
  protected readonly tokens: TokenStream;
  /** Names of the variables declared so far, innermost last. */
  protected readonly variables: string[] = ['$'];
  /** Line of the delimiter that opened the present action, 0 outside. */
  protected actionLine = 0;

  constructor(context: ParseContext, lexer: Lexer) {
    this.context = context;
    this.tokens = new TokenStream(lexer);
  }

  protected fail(complaint: string): never {
    return this.context.fail(complaint, this.tokens.latest);
  }

  protected unexpected(token: Token, clause: string): never {
    if (token.kind !== 'error') this.fail(`unexpected ${textOfToken(token)} in ${clause}`);
    const isElsewhere = this.actionLine !== 0 && this.actionLine !== token.line;
    if (!isElsewhere) return this.fail(token.text);
    const started = ` started at ${this.context.name}:${this.actionLine}`;
    return this.fail(
      token.text + (token.text.endsWith(' action') ? started : ` in action${started}`),
    );
  }

  protected expect(kind: TokenKind, clause: string): Token {
    const token = this.tokens.nextNonSpace();
    if (token.kind !== kind) this.unexpected(token, clause);
    return token;
  }

  protected pipeline(clause: string, end: TokenKind): PipeNode {
    const { offset } = this.tokens.peekNonSpace();
    const declared: VariableNode[] = [];
    const isAssignment = this.#declarations(clause, declared);
    const commands: CommandNode[] = [];
    for (;;) {
      const token = this.tokens.nextNonSpace();
      if (token.kind === end) break;
      if (!OPERAND_STARTS.has(token.kind)) this.unexpected(token, clause);
      this.tokens.backup();
      commands.push(this.#command());
    }
    this.#checkPipeline(commands, clause);
    return { kind: 'pipe', offset, isAssignment, declared, commands };
  }

  #declarations(clause: string, declared: VariableNode[]): boolean {
    for (;;) {
      const variable = this.tokens.peekNonSpace();
      if (variable.kind !== 'variable') return false;
      this.tokens.next();
      const afterVariable = this.tokens.peek();
      const next = this.tokens.peekNonSpace();
      const isComma = next.kind === 'char' && next.text === ',';
      if (next.kind !== 'assign' && next.kind !== 'declare' && !isComma) {
        if (afterVariable.kind === 'space') this.tokens.backup3(variable, afterVariable);
        else this.tokens.backup2(variable);
        return false;
      }
      this.tokens.nextNonSpace();
      declared.push(variableOf(variable));
      this.variables.push(variable.text);
      if (!isComma) return next.kind === 'assign';
      this.#checkSecondVariable(clause, declared.length);
    }
  }

  #checkSecondVariable(clause: string, declaredCount: number): void {
    if (clause !== 'range' || declaredCount >= 2) {
      this.fail(`too many declarations in ${clause}`);
    }
    const { kind } = this.tokens.peekNonSpace();
    if (kind !== 'variable' && kind !== 'rightDelim' && kind !== 'rightParen') {
      this.fail('range can only initialize variables');
    }
  }

  #checkPipeline(commands: readonly CommandNode[], clause: string): void {
    if (commands.length === 0) this.fail(`missing value for ${clause}`);
    commands.forEach((command, index) => {
      if (index > 0 && NOT_EXECUTABLE.has(command.args[0]?.kind ?? '')) {
        this.fail(`non executable command in pipeline stage ${index + 1}`);
      }
    });
  }

  #command(): CommandNode {
    const { offset } = this.tokens.peekNonSpace();
    const args: OperandNode[] = [];
    for (;;) {
      this.tokens.peekNonSpace();
      const operand = this.#operand();
      if (operand !== undefined) args.push(operand);
      const token = this.tokens.next();
      if (token.kind === 'space') continue;
      if (token.kind === 'rightDelim' || token.kind === 'rightParen') this.tokens.backup();
      else if (token.kind !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (args.length === 0) this.fail('empty command');
    return { kind: 'command', offset, args };
  }

  #operand(): OperandNode | undefined {
    const node = this.#term();
    if (node === undefined || this.tokens.peek().kind !== 'field') return node;
    const { offset } = this.tokens.peek();
    const names: string[] = [];
    while (this.tokens.peek().kind === 'field') names.push(this.tokens.next().text.slice(1));
    switch (node.kind) {
      case 'field':
      case 'variable':
      case 'root':
        return { ...node, offset, names: [...node.names, ...names] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.fail(`unexpected . after term ${quoteString(textOfNode(node))}`);
      default:
        return { kind: 'chain', offset, node, names };
    }
  }

  #term(): OperandNode | undefined {
    const token = this.tokens.nextNonSpace();
    const { offset } = token;
    switch (token.kind) {
      case 'identifier':
        return this.#identifier(token);
      case 'dot':
        return { kind: 'dot', offset };
      case 'nil':
        return { kind: 'nil', offset };
      case 'variable':
        return this.#useVariable(token);
      case 'field':
        return { kind: 'field', offset, names: [token.text.slice(1)] };
      case 'bool':
        return { kind: 'bool', offset, value: token.text === 'true' };
      case 'charConstant':
      case 'number':
        return this.#number(token, token.kind);
      case 'complex':
        return this.fail(`complex constants are not supported: ${token.text}`);
      case 'leftParen':
        return this.#parenthesized();
      case 'string':
      case 'rawString': {
        const value = unquoteString(token.text) ?? this.fail('invalid syntax');
        return { kind: 'string', offset, quoted: token.text, value };
      }
      default:
        this.tokens.backup();
        return undefined;
    }
  }

  #identifier(token: Token): IdentifierNode | OperandNode {
    const { text: written, offset } = token;
    const meaning = this.context.meaningOf(written);
    switch (meaning.kind) {
      case 'function':
        return { kind: 'identifier', offset, written, name: meaning.name };
      case 'root':
        return { kind: 'root', offset, names: [written] };
      default: {
        const { nearest } = meaning;
        this.context.addUnknown(`function ${quoteString(written)} not defined`, token, {
          function: written,
          ...(nearest === undefined ? {} : { nearest }),
        });
        return { kind: 'identifier', offset, written, name: written };
      }
    }
  }

  #number(token: Token, kind: 'charConstant' | 'number'): OperandNode {
    const literal = parseNumberLiteral(token.text, kind);
    if ('complaint' in literal) return this.fail(literal.complaint);
    return { kind: 'number', offset: token.offset, text: token.text, ...literal };
  }

  #parenthesized(): PipeNode {
    if (this.context.nesting >= MAX_NESTING) this.fail('max expression depth exceeded');
    this.context.nesting += 1;
    const pipe = this.pipeline('parenthesized pipeline', 'rightParen');
    this.context.nesting -= 1;
    return pipe;
  }

  #useVariable(token: Token): VariableNode {
    if (!this.variables.includes(token.text)) {
      this.fail(`undefined variable ${quoteString(token.text)}`);
    }
    return variableOf(token);
  }
}

function variableOf(token: Token): VariableNode {
  return { kind: 'variable', offset: token.offset, name: token.text, names: [] };
}

function textOfToken(token: Token): string {
  if (token.kind === 'eof') return 'EOF';
  if (isKeyword(token)) return `<${token.text}>`;
  if (byteLengthOf(token.text) > 10) return `${quoteStringUpTo(token.text, 10)}...`;
  return quoteString(token.text);
}
