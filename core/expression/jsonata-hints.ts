/** What to write in place of what other languages have, and where it stands. */
export interface JsonataHint {
  readonly text: string;
  readonly index: number;
}

/** Operators of other languages, the longer ones first. */
const OPERATORS: readonly (readonly [string, string])[] = [
  ['===', 'write a = b'],
  ['!==', 'write a != b'],
  ['==', 'write a = b'],
  ['&&', 'write a and b'],
  ['||', 'write a or b'],
  ['<>', 'write a != b'],
  ['=>', 'write function($x) { … }'],
  ['!', 'write $not(a)'],
  ['|', 'write $note(a), or a ~> $note'],
];

/** Words of other languages at the end of what was read. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(is|eq)$/, 'write a = b'],
  [/\b(ne|isnt)$/, 'write a != b'],
  [/\bnot\s+\S+$/, 'write $not(a)'],
  [/\bif\s+\S+$/, 'write condition ? a : b'],
];

/** Braces that stand around an expression elsewhere, and not where JSONata alone is expected. */
const BRACES: readonly (readonly [string, string])[] = [
  ['{%', 'JSONata stands here without {% and %}'],
  ['{{', 'JSONata stands here, and no template: write spec.a'],
];

/**
 * What helps with an expression that does not parse.
 *
 * @param index where the parser stopped, which may be in the middle of an operator or behind it
 */
export function jsonataHint(text: string, index: number): JsonataHint | undefined {
  const begin = text.length - text.trimStart().length;
  const brace = BRACES.find(([braces]) => text.startsWith(braces, begin));
  if (brace !== undefined) return { text: brace[1], index: begin };
  for (const at of [index - 2, index - 1, index].filter((each) => each >= 0)) {
    const found = OPERATORS.find(([operator]) => text.startsWith(operator, at));
    if (found !== undefined && !isOwn(found[0], text, at)) return { text: found[1], index: at };
  }
  const read = text.slice(0, index + 1);
  for (const [pattern, advice] of WORDS) {
    const word = pattern.exec(read);
    if (word !== null) return { text: advice, index: word.index };
  }
  const dot = [index - 1, index].find((at) => text[at] === '.');
  return dot !== undefined && !/[\w\])}`*%^$]\s*$/.test(text.slice(0, dot))
    ? { text: 'a path begins without a dot, as in spec.a', index: dot }
    : undefined;
}

/** Whether an operator is a part of one that JSONata has. */
function isOwn(operator: string, text: string, at: number): boolean {
  return operator === '!' && text[at + 1] === '=';
}
