import type { ProblemList } from '../problem.ts';
import type { ProblemCode as Code } from '../problem-code.ts';
import { ProblemCode } from '../problem-code.ts';
import { pathAtOffset, placeAt, removeAt, withoutKey } from '../source/edit-node.ts';
import { entryOf, formatPath, nodeAt, positionAt } from '../source/node-path.ts';
import type { SourceEntry, SourceMap, SourceNode } from '../source/source-node.ts';
import type { MovedSetting } from './alias-table.ts';

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
    this.#tellTwice(entry, present);
    return withoutKey(map, from);
  }

  /** A setting moved to its canonical place; of two the one that is written more deeply wins, with a warning. */
  move(root: SourceMap, { from, to, isOld }: MovedSetting): SourceMap {
    const value = nodeAt(root, from);
    const entry = entryAt(root, from);
    if (value === undefined || entry === undefined) return root;
    if (isOld) this.hint(entry.keyStart, from.join('.'), to.join('.'));
    const present = entryAt(root, to);
    const isDeeper = from.length > to.length;
    const [winner, loser] = isDeeper ? [entry, present] : [present ?? entry, entry];
    if (present !== undefined && loser !== undefined) this.#tellTwice(loser, winner);
    const outer = present === undefined ? undefined : loser?.value;
    const joined = { ...winner, key: String(to.at(-1)), value: merged(outer, winner.value) };
    return placeAt(removeAt(root, from), to.slice(0, -1), joined);
  }

  /** Says that a spelling is an old one. */
  hint(offset: number, from: string, to: string): void {
    this.#warn(offset, ProblemCode.SpellingOld, {
      message: `${from} is an older spelling of ${to}`,
      found: from,
      expected: to,
    });
  }

  /** A map without a key that has no effect, which is said. */
  drop(map: SourceMap, key: string, why: string): SourceMap {
    const entry = entryOf(map, key);
    if (entry === undefined) return map;
    const message = `${key} ${why}; leave it out`;
    this.#warn(entry.keyStart, ProblemCode.EntryWithoutEffect, { message, found: key });
    return withoutKey(map, key);
  }

  /** Says that a pair of a list stands there again further down. */
  warnOfRepeated({ key, keyStart }: SourceEntry, list: string): void {
    const message = `${key} stands twice in ${list}; the last one wins`;
    this.#warn(keyStart, ProblemCode.SpellingTwice, { message, found: key });
  }

  /** Maps in two places are joined, so only other values are in each other's way. */
  #tellTwice(loser: SourceEntry, winner: SourceEntry): void {
    if (loser.value.kind === 'map' && winner.value.kind === 'map') return;
    const [found, expected] = [this.#writtenName(loser), this.#writtenName(winner)];
    const message = `${found} and ${expected} say the same; ${expected} wins`;
    this.#warn(loser.keyStart, ProblemCode.SpellingTwice, { message, found, expected });
  }

  /** As the user wrote it, from the CRD entry on. */
  #writtenName({ key, keyStart }: SourceEntry): string {
    const path = pathAtOffset(this.#original, keyStart);
    const inside = path[0] === 'spec' && path[1] === 'crds' ? path.slice(3) : path;
    return inside.length === 0 ? key : formatPath(inside);
  }

  #warn(
    offset: number,
    code: Code,
    text: { readonly message: string; readonly found: string; readonly expected?: string },
  ): void {
    const path = pathAtOffset(this.#original, offset);
    const place =
      path.length === 0
        ? this.#original.source.positionAt(offset)
        : positionAt(this.#original, path);
    this.#problems.warning(place, path, { code, ...text });
  }
}

function entryAt(root: SourceMap, path: readonly string[]): SourceEntry | undefined {
  return entryOf(nodeAt(root, path.slice(0, -1)), String(path.at(-1)));
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
