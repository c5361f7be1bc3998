import type { ProblemList } from '../problem.ts';
import type { ProblemCode as Code } from '../problem-code.ts';
import { ProblemCode } from '../problem-code.ts';
import { pathAtOffset, placeAt, removeAt, withoutKey } from '../source/edit-node.ts';
import { entryOf, nodeAt, positionAt } from '../source/node-path.ts';
import type { SourceEntry, SourceMap, SourceNode } from '../source/source-node.ts';

/** Turns spellings into canonical ones and tells about them; one for each document. */
export class Normalizer {
  readonly #original: SourceNode;
  readonly #problems: ProblemList;
  /** Kinds of resources that the providers know, for differences of case. */
  readonly kinds: readonly string[];

  constructor(original: SourceNode, problems: ProblemList, kinds: readonly string[]) {
    this.#original = original;
    this.#problems = problems;
    this.kinds = kinds;
  }

  /** A map with one key under another name; when both are present `preferred` says whose value stays. */
  rename(map: SourceMap, from: string, to: string, isOld = false): SourceMap {
    const entry = entryOf(map, from);
    if (entry === undefined || from === to) return map;
    if (isOld) this.hint(entry.keyStart, from, to);
    const present = entryOf(map, to);
    if (present === undefined) {
      const entries = map.entries.map((each) => (each === entry ? { ...entry, key: to } : each));
      return { ...map, entries };
    }
    this.#tellTwice(entry, from, to);
    return withoutKey(map, from);
  }

  /** A setting moved to its canonical place; a value that stands there already is replaced, with a warning. */
  move(root: SourceMap, from: readonly string[], to: readonly string[], isOld = false): SourceMap {
    const value = nodeAt(root, from);
    const entry = entryOf(nodeAt(root, from.slice(0, -1)), String(from.at(-1)));
    if (value === undefined || entry === undefined) return root;
    if (isOld) this.hint(entry.keyStart, from.join('.'), to.join('.'));
    const present = entryOf(nodeAt(root, to.slice(0, -1)), String(to.at(-1)));
    if (present !== undefined) this.#tellTwice(present, to.join('.'), from.join('.'));
    const removed = removeAt(root, from);
    const moved = merged(present?.value, value);
    return placeAt(removed, to.slice(0, -1), { ...entry, key: String(to.at(-1)), value: moved });
  }

  /** Says that a spelling is an old one. */
  hint(offset: number, from: string, to: string): void {
    this.#warn(offset, ProblemCode.SpellingOld, {
      message: `${from} is an older spelling of ${to}`,
      found: from,
      expected: to,
    });
  }

  #tellTwice(ignored: SourceEntry, from: string, to: string): void {
    const message = `${from} and ${to} say the same; ${to} wins`;
    this.#warn(ignored.keyStart, ProblemCode.SpellingTwice, { message, found: from, expected: to });
  }

  #warn(
    offset: number,
    code: Code,
    text: { readonly message: string; readonly found: string; readonly expected: string },
  ): void {
    const path = pathAtOffset(this.#original, offset);
    const place =
      path.length === 0
        ? this.#original.source.positionAt(offset)
        : positionAt(this.#original, path);
    this.#problems.warning(place, path, { code, ...text });
  }
}

/** Blocks that stand in two places are joined key by key, the more deeply nested one winning. */
function merged(outer: SourceNode | undefined, nested: SourceNode): SourceNode {
  if (outer?.kind !== 'map' || nested.kind !== 'map') return nested;
  const keys = new Set(nested.entries.map(({ key }) => key));
  return {
    ...nested,
    entries: [...outer.entries.filter(({ key }) => !keys.has(key)), ...nested.entries],
  };
}
