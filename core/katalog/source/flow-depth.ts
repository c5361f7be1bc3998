import { Lexer } from 'yaml';

/** Marks of the lexer that stand for no characters of the text. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * Offset at which `[` and `{` are nested deeper than a limit, `undefined` when they never are.
 *
 * @remarks Asked before parsing, because deep nesting exhausts the memory of the parser.
 */
export function offsetOfDeepFlow(text: string, limit: number): number | undefined {
  if ((text.match(/[[{]/g)?.length ?? 0) <= limit) return undefined;
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    if (depth > limit) return offset;
    if (!MARKS.has(token)) offset += token.length;
  }
  return undefined;
}
