import { quoteString } from '../format/quote.ts';
import { trimSpace } from '../value/trim-space.ts';
import { Lexer } from './lexer.ts';
import type {
  BranchNode,
  ListNode,
  PipeNode,
  StatementNode,
  TemplateNode,
  TemplateSet,
  TerminatorNode,
} from './node.ts';
import { MAX_NESTING, type NameMeaning, ParseContext } from './parse-context.ts';
import { PipelineParser } from './pipeline-parser.ts';
import type { Token } from './token.ts';
import { unquoteString } from './unquote.ts';

/** What is parsed, under which name errors call it, and what its identifiers mean. */
export interface ParseOptions {
  readonly name: string;
  readonly source: string;
  readonly meaningOf: (name: string) => NameMeaning;
  /** Whether fields may have hyphens: `.children.deployments.my-service`. Default: false, as in Go. */
  readonly hasHyphens?: boolean;
}

interface EndedList {
  readonly list: ListNode;
  readonly end: TerminatorNode;
}

/** What was parsed, and the details of functions that nobody knows: with any of them it is of no use but to be read. */
export interface ParsedTemplate extends TemplateSet {
  readonly unknown: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Parses a template and all that it defines.
 *
 * @throws {@link OrkError} `TemplateSyntax` with Go's text in `details.text`.
 */
export function parseTemplate(options: ParseOptions): ParsedTemplate {
  const context = new ParseContext(options.name, options.source, options.meaningOf);
  new Parser(context, new Lexer(options.source, options.hasHyphens ?? false)).parseSource();
  const { trees, unknown } = context;
  return { name: options.name, source: options.source, trees, unknown };
}

// One parser per template of the source, as in Go: each has its own variables, look-ahead and loop depth.
class Parser extends PipelineParser {
  readonly #lexer: Lexer;
  #rangeDepth = 0;

  constructor(context: ParseContext, lexer: Lexer) {
    super(context, lexer);
    this.#lexer = lexer;
  }

  parseSource(): void {
    const list: StatementNode[] = [];
    while (this.tokens.peek().kind !== 'eof') {
      if (this.#parseDefinition()) continue;
      const node = this.#statement();
      if (node.kind === 'end' || node.kind === 'else') this.fail(`unexpected {{${node.kind}}}`);
      else list.push(node);
    }
    this.#add(this.context.name, list);
  }

  #parseDefinition(): boolean {
    if (this.tokens.peek().kind !== 'leftDelim') return false;
    const delimiter = this.tokens.next();
    if (this.tokens.nextNonSpace().kind === 'define') {
      new Parser(this.context, this.#lexer).#definition();
      return true;
    }
    this.tokens.backup2(delimiter);
    return false;
  }

  #definition(): void {
    const clause = 'define clause';
    const token = this.tokens.nextNonSpace();
    const name = this.#templateName(token, clause);
    this.expect('rightDelim', clause);
    this.#add(name, this.#listUntilEnd(clause));
  }

  #listUntilEnd(clause: string): ListNode {
    const { list, end } = this.#itemList();
    if (end.kind !== 'end') this.fail(`unexpected {{${end.kind}}} in ${clause}`);
    return list;
  }

  #add(name: string, list: ListNode): void {
    const known = this.context.trees.get(name);
    if (known === undefined || isEmptyList(known)) this.context.trees.set(name, list);
    else if (!isEmptyList(list)) {
      this.fail(`template: multiple definition of template ${quoteString(name)}`);
    }
  }

  #itemList(): EndedList {
    const list: StatementNode[] = [];
    while (this.tokens.peekNonSpace().kind !== 'eof') {
      const node = this.#statement();
      if (node.kind === 'end' || node.kind === 'else') return { list, end: node };
      list.push(node);
    }
    return this.fail('unexpected EOF');
  }

  #statement(): StatementNode | TerminatorNode {
    const token = this.tokens.nextNonSpace();
    if (token.kind === 'text') return { kind: 'text', offset: token.offset, text: token.text };
    if (token.kind !== 'leftDelim') return this.unexpected(token, 'input');
    this.actionLine = token.line;
    const node = this.#action();
    this.actionLine = 0;
    return node;
  }

  #action(): StatementNode | TerminatorNode {
    const token = this.tokens.nextNonSpace();
    switch (token.kind) {
      case 'block':
        return this.#block();
      case 'break':
      case 'continue':
        return this.#jump(token, token.kind);
      case 'else':
        return this.#else();
      case 'end':
        return { kind: 'end', offset: this.expect('rightDelim', 'end').offset };
      case 'if':
      case 'with':
      case 'range':
        return this.#branch(token.kind);
      case 'template':
        return this.#template();
      default: {
        this.tokens.backup();
        const { offset } = this.tokens.peek();
        return { kind: 'action', offset, pipe: this.pipeline('command', 'rightDelim') };
      }
    }
  }

  #jump(token: Token, kind: 'break' | 'continue'): StatementNode {
    const next = this.tokens.nextNonSpace();
    if (next.kind !== 'rightDelim') this.unexpected(next, `{{${kind}}}`);
    if (this.#rangeDepth === 0) this.fail(`{{${kind}}} outside {{range}}`);
    return { kind, offset: token.offset };
  }

  #else(): TerminatorNode {
    const next = this.tokens.peekNonSpace();
    // "else if" and "else with" leave their keyword for the branch to go on with.
    if (next.kind === 'if' || next.kind === 'with') return { kind: 'else', offset: next.offset };
    return { kind: 'else', offset: this.expect('rightDelim', 'else').offset };
  }

  #branch(kind: BranchNode['kind']): BranchNode {
    this.#enter();
    const variables = this.variables.length;
    const pipe = this.pipeline(kind, 'rightDelim');
    if (kind === 'range') this.#rangeDepth += 1;
    const { list, end } = this.#itemList();
    if (kind === 'range') this.#rangeDepth -= 1;
    const elseList = end.kind === 'else' ? this.#elseList(kind) : undefined;
    this.variables.length = variables;
    this.context.nesting -= 1;
    return { kind, offset: pipe.offset, pipe, list, elseList };
  }

  #elseList(kind: BranchNode['kind']): ListNode {
    if (kind !== 'range' && this.tokens.peek().kind === kind) {
      this.tokens.next();
      return [this.#branch(kind)];
    }
    const { list, end } = this.#itemList();
    if (end.kind !== 'end') this.fail(`expected end; found {{${end.kind}}}`);
    return list;
  }

  #enter(): void {
    this.context.nesting += 1;
    if (this.context.nesting > MAX_NESTING) this.fail('max nesting depth exceeded');
  }

  #block(): TemplateNode {
    const clause = 'block clause';
    const token = this.tokens.nextNonSpace();
    const name = this.#templateName(token, clause);
    const pipe = this.pipeline(clause, 'rightDelim');
    const inner = new Parser(this.context, this.#lexer);
    this.#enter();
    // The complaint about a wrong end comes from the outer template, as in Go.
    const { list, end } = inner.#itemList();
    this.context.nesting -= 1;
    if (end.kind !== 'end') this.fail(`unexpected {{${end.kind}}} in ${clause}`);
    inner.#add(name, list);
    return { kind: 'template', offset: token.offset, name, pipe };
  }

  #template(): TemplateNode {
    const clause = 'template clause';
    const token = this.tokens.nextNonSpace();
    const name = this.#templateName(token, clause);
    let pipe: PipeNode | undefined;
    if (this.tokens.nextNonSpace().kind !== 'rightDelim') {
      this.tokens.backup();
      pipe = this.pipeline(clause, 'rightDelim');
    }
    return { kind: 'template', offset: token.offset, name, pipe };
  }

  #templateName(token: Token, clause: string): string {
    if (token.kind !== 'string' && token.kind !== 'rawString') this.unexpected(token, clause);
    return unquoteString(token.text) ?? this.fail('invalid syntax');
  }
}

function isEmptyList(list: ListNode): boolean {
  return list.every((node) => node.kind === 'text' && trimSpace(node.text) === '');
}
