import type {
  NodePath,
  SourceEntry,
  SourceList,
  SourceMap,
  SourceNode,
  SourceScalar,
} from './source-node.ts';

/** A copy with an entry in place of the one with its key, or at the end. */
export function withEntry(map: SourceMap, entry: SourceEntry): SourceMap {
  const isPresent = map.entries.some(({ key }) => key === entry.key);
  const entries = isPresent
    ? map.entries.map((present) => (present.key === entry.key ? entry : present))
    : [...map.entries, entry];
  return { ...map, entries };
}

/** A copy without a key. */
export function withoutKey(map: SourceMap, key: string): SourceMap {
  return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

/** A map with the place of another node. */
export function mapAt(place: SourceNode, entries: readonly SourceEntry[]): SourceMap {
  const { source, start, end } = place;
  return { kind: 'map', entries, source, start, end };
}

/** A list with the place of another node. */
export function listAt(place: SourceNode, items: readonly SourceNode[]): SourceList {
  const { source, start, end } = place;
  return { kind: 'list', items, source, start, end };
}

/** A text or flag that nobody wrote, at the place of a node. */
export function scalarAt(place: SourceNode, value: string | boolean): SourceScalar {
  const { source, start, end } = place;
  return { kind: 'scalar', value, text: String(value), style: 'plain', source, start, end };
}

/** A map with every value turned into another; anything else as it is. */
export function mapValues(
  node: SourceNode,
  change: (value: SourceNode, key: string) => SourceNode,
): SourceNode {
  if (node.kind !== 'map') return node;
  const entries = node.entries.map((entry) => {
    const value = change(entry.value, entry.key);
    return value === entry.value ? entry : { ...entry, value };
  });
  return entries.every((entry, index) => entry === node.entries[index])
    ? node
    : { ...node, entries };
}

/** A list with every item turned into another; anything else as it is. */
export function mapItems(node: SourceNode, change: (item: SourceNode) => SourceNode): SourceNode {
  if (node.kind !== 'list') return node;
  const items = node.items.map(change);
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
}

/** A copy with one value below a map changed; as it is when the key is absent. */
export function changeAt(
  node: SourceNode,
  key: string,
  change: (value: SourceNode) => SourceNode,
): SourceNode {
  return mapValues(node, (value, name) => (name === key ? change(value) : value));
}

/** A copy with an entry at a path; maps on the way are made. As it is when something else stands in the way. */
export function placeAt(root: SourceMap, path: readonly string[], entry: SourceEntry): SourceMap {
  const [step, ...rest] = path;
  if (step === undefined) return withEntry(root, entry);
  const present = root.entries.find(({ key }) => key === step);
  const inner = present?.value ?? mapAt(entry.value, []);
  if (inner.kind !== 'map') return root;
  const value = placeAt(inner, rest, entry);
  return withEntry(root, { key: step, keyStart: present?.keyStart ?? entry.keyStart, value });
}

/** A copy without what stands at a path; maps that become empty go too. */
export function removeAt(root: SourceMap, path: readonly string[]): SourceMap {
  const [step, ...rest] = path;
  const present = root.entries.find(({ key }) => key === step);
  if (step === undefined || present === undefined) return root;
  if (rest.length === 0) return withoutKey(root, step);
  if (present.value.kind !== 'map') return root;
  const value = removeAt(present.value, rest);
  return value.entries.length === 0
    ? withoutKey(root, step)
    : withEntry(root, { ...present, value });
}

/** The path in a tree of the innermost entry or item that spans an offset. */
export function pathAtOffset(root: SourceNode, offset: number): NodePath {
  if (root.kind === 'map') {
    const entry = root.entries.find(
      ({ keyStart, value }) => keyStart <= offset && (offset < value.end || offset === keyStart),
    );
    return entry === undefined ? [] : [entry.key, ...pathAtOffset(entry.value, offset)];
  }
  if (root.kind !== 'list') return [];
  const index = root.items.findIndex(({ start, end }) => start <= offset && offset < end);
  const item = root.items[index];
  return item === undefined ? [] : [index, ...pathAtOffset(item, offset)];
}
