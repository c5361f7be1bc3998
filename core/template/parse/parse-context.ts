import { ErrorCode, OrkError } from '../../errors.ts';
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

  constructor(name: string, source: string, meaningOf: (name: string) => NameMeaning) {
    this.name = name;
    this.source = source;
    this.meaningOf = meaningOf;
  }

  /** Fails with Go's text for the complaint; `latest` gives the line, `token` the exact place. */
  fail(complaint: string, latest: Token, more: Readonly<Record<string, unknown>> = {}): never {
    const { offset, line, column } = positionAt(this.source, latest.offset);
    throw new OrkError('Template does not parse', {
      code: ErrorCode.TemplateSyntax,
      retry: { kind: 'never' },
      details: {
        text: `template: ${this.name}:${latest.line}: ${complaint}`,
        complaint,
        line,
        column,
        offset,
        ...more,
      },
    });
  }
}
