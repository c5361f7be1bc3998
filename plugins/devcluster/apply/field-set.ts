/**
 * A set of field paths as a tree. Path elements are written as in fieldsV1: `f:name`, `k:{"key":"value"}`, `v:"value"`.
 *
 * @remarks A path can be a member and also have members below it (structured-merge-diff, package fieldpath).
 */
export class FieldSet {
  readonly members: Set<string> = new Set();
  readonly children: Map<string, FieldSet> = new Map();

  get isEmpty(): boolean {
    return this.members.size === 0 && [...this.children.values()].every((child) => child.isEmpty);
  }

  /** Adds the path itself, not what is above it. */
  insert(path: readonly string[]): void {
    const [first, ...rest] = path;
    if (first === undefined) return;
    if (rest.length === 0) this.members.add(first);
    else this.descend(first).insert(rest);
  }

  /** The set below an element, created when missing. */
  descend(element: string): FieldSet {
    const found = this.children.get(element);
    if (found !== undefined) return found;
    const created = new FieldSet();
    this.children.set(element, created);
    return created;
  }

  /** The paths in either set. */
  union(other: FieldSet): FieldSet {
    return combine(this, other, (left, right) => left || right);
  }

  /** The paths in both sets. */
  intersection(other: FieldSet): FieldSet {
    return combine(this, other, (left, right) => left && right);
  }

  /** The paths that are not in the other set. */
  difference(other: FieldSet): FieldSet {
    return combine(this, other, (left, right) => left && !right);
  }

  /** All paths, sorted. */
  paths(): readonly (readonly string[])[] {
    const elements = [...new Set([...this.members, ...this.children.keys()])].sort();
    return elements.flatMap((element) => [
      ...(this.members.has(element) ? [[element]] : []),
      ...(this.children.get(element)?.paths() ?? []).map((path) => [element, ...path]),
    ]);
  }
}

const EMPTY = new FieldSet();

function combine(
  left: FieldSet,
  right: FieldSet,
  keep: (inLeft: boolean, inRight: boolean) => boolean,
): FieldSet {
  const result = new FieldSet();
  for (const element of [...left.members, ...right.members]) {
    if (keep(left.members.has(element), right.members.has(element))) result.members.add(element);
  }
  for (const element of new Set([...left.children.keys(), ...right.children.keys()])) {
    const below = combine(
      left.children.get(element) ?? EMPTY,
      right.children.get(element) ?? EMPTY,
      keep,
    );
    if (!below.isEmpty) result.children.set(element, below);
  }
  return result;
}
