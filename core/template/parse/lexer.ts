import { formatCodePoint, quoteString } from '../format/quote.ts';
import { countBlanks, isBlank, isDigit, isWordCharacter, trimBlanksRight } from './characters.ts';
import { scanComplexTail, scanNumber } from './number-scanner.ts';
import { LEFT_DELIMITER, RIGHT_DELIMITER, SourceCursor } from './source-cursor.ts';
import { KEYWORDS, type Token, type TokenKind } from './token.ts';

const SINGLE: Readonly<Record<string, TokenKind>> = {
  '=': 'assign',
  '|': 'pipe',
};

/** Splits a template into items, one per call, in the manner of Go's template lexer. */
export class Lexer extends SourceCursor {
  readonly #hasHyphens: boolean;
  #insideAction = false;
  #parenDepth = 0;

  /** @param hasHyphens - `true`: a hyphen between two word characters belongs to a field, which Go refuses */
  constructor(source: string, hasHyphens: boolean) {
    super(source);
    this.#hasHyphens = hasHyphens;
  }

  /** The next item; after an error or the end only `eof` follows. */
  next(): Token {
    return this.#insideAction ? this.#insideActionToken() : this.#textToken();
  }

  #textToken(): Token {
    for (;;) {
      const found = this.source.indexOf(LEFT_DELIMITER, this.offset);
      if (found < 0) return this.#lastText();
      const text = this.#textBefore(found);
      if (text !== undefined) return text;
      const comment = this.#skipComment();
      if (comment === 'none') return this.#leftDelim();
      if (comment !== 'skipped') return comment;
    }
  }

  #lastText(): Token {
    this.offset = this.source.length;
    return this.emit(this.offset > this.start ? 'text' : 'eof');
  }

  #textBefore(delimiter: number): Token | undefined {
    if (delimiter === this.start) return undefined;
    const raw = this.source.slice(this.start, delimiter);
    const kept = this.hasLeftTrim(delimiter + LEFT_DELIMITER.length) ? trimBlanksRight(raw) : raw;
    this.offset = this.start + kept.length;
    const token = this.emit('text');
    this.offset = delimiter;
    this.skip();
    return kept === '' ? undefined : token;
  }

  #leftDelim(): Token {
    this.offset += LEFT_DELIMITER.length;
    const isTrimmed = this.hasLeftTrim(this.offset);
    const token = this.emit('leftDelim');
    if (isTrimmed) this.offset += 2;
    this.skip();
    this.#insideAction = true;
    this.#parenDepth = 0;
    return token;
  }

  #skipComment(): Token | 'none' | 'skipped' {
    let begin = this.offset + LEFT_DELIMITER.length;
    if (this.hasLeftTrim(begin)) begin += 2;
    if (!this.source.startsWith('/*', begin)) return 'none';
    this.offset = begin;
    this.skip();
    const end = this.source.indexOf('*/', begin + 2);
    if (end < 0) return this.fail('unclosed comment');
    this.offset = end + 2;
    const closing = this.rightDelimAt(this.offset);
    if (closing === 'none') return this.fail('comment ends before closing delimiter');
    if (closing === 'trim') this.offset += 2;
    this.offset += RIGHT_DELIMITER.length;
    if (closing === 'trim') this.offset += countBlanks(this.source, this.offset);
    this.skip();
    return 'skipped';
  }

  #insideActionToken(): Token {
    if (this.rightDelimAt(this.offset) !== 'none') {
      return this.#parenDepth === 0 ? this.#rightDelim() : this.fail('unclosed left paren');
    }
    const char = this.peek();
    if (char === '') return this.fail('unclosed action');
    if (isBlank(char)) return this.#space();
    if (char === '"') return this.#quoted('"', 'string', 'unterminated quoted string');
    if (char === "'") return this.#quoted("'", 'charConstant', 'unterminated character constant');
    if (char === '`') return this.#rawString();
    if (char === '$') return this.#fieldOrVariable('variable');
    if (char === '.' && !isDigit(this.source.charAt(this.offset + 1))) return this.#dotOrField();
    if (char === '.' || char === '+' || char === '-' || isDigit(char)) return this.#number();
    if (isWordCharacter(char)) return this.#identifier();
    return this.#punctuation(char);
  }

  #punctuation(char: string): Token {
    this.offset += char.length;
    const kind = SINGLE[char];
    if (kind !== undefined) return this.emit(kind);
    if (char === ':') {
      if (this.source.charAt(this.offset) !== '=') return this.fail('expected :=');
      this.offset += 1;
      return this.emit('declare');
    }
    if (char === '(') {
      this.#parenDepth += 1;
      return this.emit('leftParen');
    }
    if (char === ')') {
      this.#parenDepth -= 1;
      return this.#parenDepth < 0 ? this.fail('unexpected right paren') : this.emit('rightParen');
    }
    if (char > ' ' && char < '\u007f') return this.emit('char');
    return this.fail(`unrecognized character in action: ${formatCodePoint(char)}`);
  }

  #rightDelim(): Token {
    const isTrimmed = this.rightDelimAt(this.offset) === 'trim';
    if (isTrimmed) {
      this.offset += 2;
      this.skip();
    }
    this.offset += RIGHT_DELIMITER.length;
    const token = this.emit('rightDelim');
    if (isTrimmed) {
      this.offset += countBlanks(this.source, this.offset);
      this.skip();
    }
    this.#insideAction = false;
    return token;
  }

  #space(): Token {
    const count = countBlanks(this.source, this.offset);
    this.offset += count;
    // The last blank may belong to a trimming closing delimiter (" -}}").
    if (this.rightDelimAt(this.offset - 1) === 'trim') {
      this.offset -= 1;
      if (count === 1) return this.#rightDelim();
    }
    return this.emit('space');
  }

  #identifier(): Token {
    this.skipWord();
    if (!this.isAtTerminator()) return this.#badCharacter();
    const word = this.source.slice(this.start, this.offset);
    const keyword = KEYWORDS.get(word);
    if (keyword !== undefined) return this.emit(keyword);
    return this.emit(word === 'true' || word === 'false' ? 'bool' : 'identifier');
  }

  #dotOrField(): Token {
    // A dot at the very end of the input starts a number in Go's lexer, which then fails there.
    if (this.offset + 1 >= this.source.length) return this.#number();
    return this.#fieldOrVariable('field');
  }

  #fieldOrVariable(kind: 'field' | 'variable'): Token {
    this.offset += 1;
    if (this.isAtTerminator()) return this.emit(kind === 'variable' ? 'variable' : 'dot');
    this.skipWord();
    if (kind === 'field' && this.#hasHyphens) this.#skipHyphenated();
    return this.isAtTerminator() ? this.emit(kind) : this.#badCharacter();
  }

  /** The rest of `my-service`, as in `.children.deployments.my-service`. */
  #skipHyphenated(): void {
    for (let end = this.#afterHyphens(); end > this.offset; end = this.#afterHyphens()) {
      this.offset = end;
      this.skipWord();
    }
  }

  #afterHyphens(): number {
    let end = this.offset;
    while (this.source.charAt(end) === '-') end += 1;
    return isWordCharacter(this.source.charAt(end)) ? end : this.offset;
  }

  #badCharacter(): Token {
    return this.fail(`bad character ${formatCodePoint(this.peek())}`);
  }

  #number(): Token {
    const first = scanNumber(this.source, this.offset);
    this.offset = first.end;
    if (!first.isComplete) return this.#badNumber();
    const sign = this.peek();
    if (sign !== '+' && sign !== '-') return this.emit('number');
    const tail = scanComplexTail(this.source, this.offset);
    this.offset = tail.end;
    return tail.isComplete ? this.emit('complex') : this.#badNumber();
  }

  #badNumber(): Token {
    const text = this.source.slice(this.start, this.offset);
    return this.fail(`bad number syntax: ${quoteString(text)}`);
  }

  #quoted(quote: string, kind: TokenKind, complaint: string): Token {
    for (this.offset += 1; ; this.offset += 1) {
      let char = this.source.charAt(this.offset);
      if (char === '\\') {
        this.offset += 1;
        char = this.source.charAt(this.offset);
        if (char !== '' && char !== '\n') continue;
      }
      if (char === '' || char === '\n') return this.fail(complaint);
      if (char === quote) break;
    }
    this.offset += 1;
    return this.emit(kind);
  }

  #rawString(): Token {
    const end = this.source.indexOf('`', this.offset + 1);
    if (end < 0) return this.fail('unterminated raw quoted string');
    this.offset = end + 1;
    return this.emit('rawString');
  }
}
