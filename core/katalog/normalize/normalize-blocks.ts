import { changeAt, mapItems, mapValues } from '../source/edit-node.ts';
import type { SourceMap, SourceNode } from '../source/source-node.ts';
import { KIND_NAMES, RENAMED_ENTRY_KEYS } from './alias-table.ts';
import { normalizeConditions } from './normalize-conditions.ts';
import type { Normalizer } from './normalizer.ts';

/** Keys of a block that are not kinds of resources. */
const BLOCK_KEYS: ReadonlySet<string> = new Set([
  'when',
  'or',
  'anyOf',
  'external',
  'ordered',
  'timeout',
  'groups',
  'name',
]);

/** `onCreate`, `onReconcile`, `onDelete` or one of its groups: names of kinds, of their fields, and conditions. */
export function normalizeBlock(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  let block: SourceMap = node;
  for (const { key } of node.entries) {
    if (!BLOCK_KEYS.has(key))
      block = normalizer.rename(block, key, kindName(key, normalizer.kinds));
  }
  const withGroups = changeAt(block, 'groups', (groups) =>
    mapItems(groups, (group) => normalizeBlock(group, normalizer)),
  );
  const withEntries = mapValues(withGroups, (list, kind) =>
    BLOCK_KEYS.has(kind)
      ? list
      : mapItems(list, (entry) => normalizeEntry(entry, kind, normalizer)),
  );
  return normalizeConditions(withEntries, normalizer);
}

function kindName(key: string, kinds: readonly string[]): string {
  const alias = KIND_NAMES[key];
  if (alias !== undefined || kinds.includes(key)) return alias ?? key;
  return kinds.find((kind) => kind.toLowerCase() === key.toLowerCase()) ?? key;
}

function normalizeEntry(node: SourceNode, kind: string, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  let entry: SourceMap = node;
  for (const [from, to] of Object.entries(RENAMED_ENTRY_KEYS[kind] ?? {})) {
    entry = normalizer.rename(entry, from, to);
  }
  return normalizeConditions(entry, normalizer);
}
