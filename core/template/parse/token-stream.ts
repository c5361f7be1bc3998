import type { Lexer } from './lexer.ts';
import type { Token } from './token.ts';

const START: Token = { kind: 'eof', offset: 0, text: '', line: 0 };

/** Items with the three places of look-ahead that a pipeline needs (`$x` followed by blank and `:=`). */
export class TokenStream {
  readonly #lexer: Lexer;
  #slots: [Token, Token, Token] = [START, START, START];
  #peekCount = 0;

  constructor(lexer: Lexer) {
    this.#lexer = lexer;
  }

  /** The item read last from the source; Go's parse errors name its line. */
  get latest(): Token {
    return this.#slots[0];
  }

  next(): Token {
    if (this.#peekCount > 0) this.#peekCount -= 1;
    else this.#slots[0] = this.#lexer.next();
    return this.#slots[this.#peekCount] ?? START;
  }

  peek(): Token {
    if (this.#peekCount === 0) {
      this.#slots[0] = this.#lexer.next();
      this.#peekCount = 1;
    }
    return this.#slots[this.#peekCount - 1] ?? START;
  }

  nextNonSpace(): Token {
    let token = this.next();
    while (token.kind === 'space') token = this.next();
    return token;
  }

  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.backup();
    return token;
  }

  /** Unreads the item read last. */
  backup(): void {
    this.#peekCount += 1;
  }

  /** Unreads two items, of which `before` came first. */
  backup2(before: Token): void {
    this.#slots[1] = before;
    this.#peekCount = 2;
  }

  /** Unreads three items, in the order they came. */
  backup3(first: Token, second: Token): void {
    this.#slots[1] = second;
    this.#slots[2] = first;
    this.#peekCount = 3;
  }
}
