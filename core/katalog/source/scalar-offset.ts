import type { SourceScalar } from './source-node.ts';

/** Characters of the source that an escape in a double-quoted scalar takes, by the character after the backslash. */
const ESCAPE_LENGTHS: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/**
 * Offset in the source of one UTF-16 unit of a scalar's value.
 *
 * @remarks Exact for plain and quoted scalars of one line; for others the value's characters are looked for in order,
 * which is exact unless white space was folded at that very place.
 */
export function scalarOffset(scalar: SourceScalar, offset: number): number {
  const isOneLine = !scalar.source.text.slice(scalar.start, scalar.end).includes('\n');
  if (isOneLine && scalar.style === 'plain') return Math.min(scalar.start + offset, scalar.end);
  if (isOneLine && scalar.style === 'double') return inDoubleQuotes(scalar, offset);
  if (isOneLine && scalar.style === 'single') return inSingleQuotes(scalar, offset);
  return inLines(scalar, offset);
}

function inDoubleQuotes({ source, start, end }: SourceScalar, offset: number): number {
  let at = start + 1;
  let passed = 0;
  while (passed < offset && at < end) {
    if (source.text[at] !== '\\') at += 1;
    else {
      const letter = source.text[at + 1] ?? '';
      at += ESCAPE_LENGTHS[letter] ?? 2;
      if (letter === 'U') passed += 1;
    }
    passed += 1;
  }
  return Math.min(at, end);
}

function inSingleQuotes({ source, start, end }: SourceScalar, offset: number): number {
  let at = start + 1;
  for (let passed = 0; passed < offset && at < end; passed += 1) {
    at += source.text[at] === "'" ? 2 : 1;
  }
  return Math.min(at, end);
}

function inLines(scalar: SourceScalar, offset: number): number {
  const { source, end } = scalar;
  let at = bodyStart(scalar);
  for (let passed = 0; passed <= offset && passed < scalar.text.length; passed += 1) {
    const character = scalar.text[passed] ?? '';
    if (/\s/.test(character)) continue;
    const found = source.text.indexOf(character, at);
    if (found < 0 || found >= end) break;
    if (passed === offset) return found;
    at = found + 1;
  }
  return Math.min(at, end);
}

/** Block scalars begin after the line of their header (`|`, `>-`), quoted ones after the quote. */
function bodyStart({ source, start, style }: SourceScalar): number {
  if (style === 'plain') return start;
  if (style !== 'block' && style !== 'folded') return start + 1;
  return source.text.indexOf('\n', start) + 1;
}
