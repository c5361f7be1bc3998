/** One piece of a label selector; `identifier` is a key or a value. */
export interface SelectorToken {
  readonly kind: string;
  readonly text: string;
}

const END: SelectorToken = { kind: 'end', text: '' };
const PIECE = /\s*(==|!=|[=!(),<>]|[^\s=!(),<>]+)/gy;
const KEYWORDS: ReadonlySet<string> = new Set(['in', 'notin']);

/** Reads a label selector piece by piece. `in` and `notin` are words like any other, except where an operator is due. */
export class SelectorTokens {
  readonly #pieces: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#pieces = [...text.trimEnd().matchAll(PIECE)].map(([, piece = '']) => piece);
  }

  peek(): SelectorToken {
    const text = this.#pieces[this.#next];
    if (text === undefined) return END;
    return { kind: /[=!(),<>]/.test(text) ? text : 'identifier', text };
  }

  take(): SelectorToken {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  takeOperator(): SelectorToken {
    const token = this.take();
    return KEYWORDS.has(token.text) ? { kind: token.text, text: token.text } : token;
  }
}
