import { KIND_WORDS } from '../check/unbuilt.ts';
import { changeAt, mapItems, mapValues, withEntry } from '../source/edit-node.ts';
import type { SourceMap, SourceNode } from '../source/source-node.ts';
import { KIND_NAMES, RENAMED_CLAIM_KEYS, RENAMED_ENTRY_KEYS } from './alias-table.ts';
import { normalizeConditions } from './normalize-conditions.ts';
import { normalizePairs } from './normalize-pairs.ts';
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
    if (BLOCK_KEYS.has(key)) continue;
    const name = kindName(key, normalizer.kinds);
    block = normalizer.rename(block, key, name, isOtherCase(key, name));
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

/** `replicasets` for `replicaSets`; short and long names such as `pvcs` are spellings of their own. */
function isOtherCase(key: string, name: string): boolean {
  return key !== name && key.toLowerCase() === name.toLowerCase();
}

/** Kinds that no provider has are named too, so that they are refused under their own name. */
function kindName(key: string, kinds: readonly string[]): string {
  if (kinds.includes(key)) return key;
  const lower = key.toLowerCase();
  const alias = Object.keys(KIND_NAMES).find((each) => each.toLowerCase() === lower);
  if (alias !== undefined) return KIND_NAMES[alias] ?? key;
  return [...kinds, ...KIND_WORDS].find((kind) => kind.toLowerCase() === lower) ?? key;
}

function normalizeEntry(node: SourceNode, kind: string, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  const named = renamed(node, RENAMED_ENTRY_KEYS[kind] ?? {}, normalizer);
  const entry = kind === 'statefulSets' ? normalizeClaims(named, normalizer) : named;
  const paired = normalizePairs(entry, normalizer);
  const withMetadata = changeAt(paired, 'metadata', (metadata) =>
    metadata.kind === 'map' ? normalizePairs(metadata, normalizer) : metadata,
  );
  return normalizeConditions(withMetadata, normalizer);
}

/** Claim templates say their size and class in the words of either kind of claim. */
function normalizeClaims(entry: SourceMap, normalizer: Normalizer): SourceMap {
  const claims = entry.entries.find(({ key }) => key === 'volumeClaimTemplates');
  if (claims === undefined) return entry;
  const value = mapItems(claims.value, (claim) =>
    claim.kind === 'map' ? renamed(claim, RENAMED_CLAIM_KEYS, normalizer) : claim,
  );
  return withEntry(entry, { ...claims, value });
}

function renamed(
  node: SourceMap,
  names: Readonly<Record<string, string>>,
  normalizer: Normalizer,
): SourceMap {
  let map = node;
  for (const [from, to] of Object.entries(names)) map = normalizer.rename(map, from, to);
  return map;
}
