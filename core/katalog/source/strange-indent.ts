import { type Document, isScalar, visit } from 'yaml';

/** Blanks that look like spaces, or like nothing, and are letters to YAML. */
const STRANGE_INDENT =
  /^[ \t]*(?:- +)*([\u00A0\u1680\u2000-\u200B\u202F\u205F\u2060\u3000\uFEFF])/gm;

/** A character in the indentation of a line that only looks like a space. */
export interface StrangeIndent {
  readonly offset: number;
  /** What it is, for people. */
  readonly name: string;
}

/** Finds what only looks like indentation; what belongs to a text in quotes or in a block is left alone. */
export function findStrangeIndents(
  text: string,
  documents: readonly Document.Parsed[],
): readonly StrangeIndent[] {
  const found = [...text.matchAll(STRANGE_INDENT)].map((match) => {
    const [whole, character = ''] = match;
    return { offset: match.index + whole.length - 1, name: nameOf(character) };
  });
  if (found.length === 0) return found;
  const texts = documents.flatMap(textRanges);
  return found.filter(
    ({ offset }) => !texts.some(([start, end]) => start < offset && offset < end),
  );
}

function textRanges(document: Document.Parsed): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && node.type !== 'PLAIN' && node.range)
        ranges.push([node.range[0], node.range[1]]);
    },
  });
  return ranges;
}

function nameOf(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return code === '00A0'
    ? 'a non-breaking space (U+00A0)'
    : `a character that only looks like a space (U+${code})`;
}
