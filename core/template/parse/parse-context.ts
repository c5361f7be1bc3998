import { syntaxError } from '../syntax-error.ts';
import type { ListNode } from './node.ts';
import { positionAt } from './source-position.ts';
import type { Token } from './token.ts';

/** What a written function name stands for. */
export type NameMeaning =
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'root' }
  | { readonly kind: 'unknown'; readonly nearest: string | undefined };

/** Parentheses and control structures may nest this deep; more would endanger the stack. */
export const MAX_NESTING = 200;

/** What all parsers of one source share. */
export class ParseContext {
  readonly name: string;
  readonly source: string;
  readonly meaningOf: (name: string) => NameMeaning;
  readonly trees: Map<string, ListNode> = new Map();
  nesting = 0;
  readonly #unknown: Readonly<Record<string, unknown>>[] = [];

  constructor(name: string, source: string, meaningOf: (name: string) => NameMeaning) {
    this.name = name;
    this.source = source;
    this.meaningOf = meaningOf;
  }

  /** What was complained of already: functions that nobody knows, in the order of the source. */
  get unknown(): readonly Readonly<Record<string, unknown>>[] {
    return this.#unknown;
  }

  /** Notes a function that nobody knows: the rest can be parsed all the same. */
  addUnknown(complaint: string, token: Token, more: Readonly<Record<string, unknown>>): void {
    this.#unknown.push({ ...this.#details(complaint, token), ...more });
  }

  /** Fails with Go's text for the complaint, or for the first one that came before. */
  fail(complaint: string, latest: Token): never {
    throw syntaxError(
      // What comes after a name that nobody knows may only follow from it.
      this.#unknown.length > 0 ? this.#unknown : [this.#details(complaint, latest)],
    );
  }

  #details(complaint: string, latest: Token): Readonly<Record<string, unknown>> {
    const { offset, line, column } = positionAt(this.source, latest.offset);
    const text = `template: ${this.name}:${latest.line}: ${complaint}`;
    return { text, complaint, line, column, offset };
  }
}
