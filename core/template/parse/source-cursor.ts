import { BLANKS, isBlank, isWordCharacter } from './characters.ts';
import type { Token, TokenKind } from './token.ts';

/** What opens an action. */
export const LEFT_DELIMITER = '{{';
/** What closes an action. */
export const RIGHT_DELIMITER = '}}';

const NEWLINE = 10;
const TERMINATORS = '.,|:)(';

/** Walks through a source and cuts items out of it. */
export class SourceCursor {
  protected source: string;
  protected offset = 0;
  /** Where the present item begins. */
  protected start = 0;
  protected line = 1;

  constructor(source: string) {
    this.source = source;
  }

  protected peek(): string {
    const point = this.source.codePointAt(this.offset);
    return point === undefined ? '' : String.fromCodePoint(point);
  }

  protected skipWord(): void {
    for (let char = this.peek(); isWordCharacter(char); char = this.peek()) {
      this.offset += char.length;
    }
  }

  protected isAtTerminator(): boolean {
    const char = this.source.charAt(this.offset);
    if (char === '' || BLANKS.includes(char) || TERMINATORS.includes(char)) return true;
    return this.source.startsWith(RIGHT_DELIMITER, this.offset);
  }

  protected hasLeftTrim(offset: number): boolean {
    return this.source.charAt(offset) === '-' && isBlank(this.source.charAt(offset + 1));
  }

  protected rightDelimAt(offset: number): 'none' | 'plain' | 'trim' {
    if (this.source.startsWith(RIGHT_DELIMITER, offset)) return 'plain';
    const isTrim = isBlank(this.source.charAt(offset)) && this.source.startsWith('-}}', offset + 1);
    return isTrim ? 'trim' : 'none';
  }

  protected emit(kind: TokenKind): Token {
    const text = this.source.slice(this.start, this.offset);
    const token = { kind, offset: this.start, text, line: this.line };
    this.skip();
    return token;
  }

  protected skip(): void {
    for (let at = this.start; at < this.offset; at += 1) {
      if (this.source.charCodeAt(at) === NEWLINE) this.line += 1;
    }
    this.start = this.offset;
  }

  protected fail(text: string): Token {
    const token: Token = { kind: 'error', offset: this.start, text, line: this.line };
    this.source = '';
    this.offset = 0;
    this.start = 0;
    return token;
  }
}
