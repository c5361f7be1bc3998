/** The kinds of lexical items of a template (text/template/parse item types). */
export type TokenKind =
  | 'error'
  | 'eof'
  | 'text'
  | 'leftDelim'
  | 'rightDelim'
  | 'space'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'number'
  | 'string'
  | 'rawString'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'leftParen'
  | 'rightParen'
  | 'field'
  | 'identifier'
  | 'variable'
  | KeywordKind;

/** Words with a meaning of their own, and the lone dot. */
export type KeywordKind =
  | 'dot'
  | 'block'
  | 'break'
  | 'continue'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'nil'
  | 'range'
  | 'template'
  | 'with';

/** One lexical item; `offset` counts UTF-16 units from the start of the source. */
export interface Token {
  readonly kind: TokenKind;
  readonly offset: number;
  readonly text: string;
  /** 1-based line at which the item starts. */
  readonly line: number;
}

/** Keyword of each reserved word. */
export const KEYWORDS: ReadonlyMap<string, KeywordKind> = new Map([
  ['.', 'dot'],
  ['block', 'block'],
  ['break', 'break'],
  ['continue', 'continue'],
  ['define', 'define'],
  ['else', 'else'],
  ['end', 'end'],
  ['if', 'if'],
  ['nil', 'nil'],
  ['range', 'range'],
  ['template', 'template'],
  ['with', 'with'],
]);

const KEYWORD_KINDS: ReadonlySet<string> = new Set(KEYWORDS.values());

/** Whether the item is a reserved word. */
export function isKeyword(token: Token): boolean {
  return KEYWORD_KINDS.has(token.kind);
}
