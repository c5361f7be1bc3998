import { changeAt, mapAt } from '../source/edit-node.ts';
import { childOf, entryOf } from '../source/node-path.ts';
import type { SourceEntry, SourceMap, SourceNode } from '../source/source-node.ts';
import { PAIR_LISTS } from './alias-table.ts';
import type { Normalizer } from './normalizer.ts';

/** `labels: [{ key: app, value: web }]` as `labels: { app: web }`, for every map of texts of an entry. */
export function normalizePairs(node: SourceMap, normalizer: Normalizer): SourceMap {
  let result: SourceNode = node;
  for (const key of PAIR_LISTS) {
    result = changeAt(result, key, (value) => pairsAsMap(key, value, normalizer));
  }
  return result.kind === 'map' ? result : node;
}

/** What is no list of pairs stays, and is refused by the schema. */
function pairsAsMap(name: string, node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'list') return node;
  const pairs = node.items.map(pairOf);
  const entries = pairs.filter((pair) => pair !== undefined);
  if (entries.length < pairs.length) return node;
  normalizer.hint(node.start, `${name} as a list of key and value`, `${name} as a map`);
  const last = new Map<string, SourceEntry>();
  for (const entry of entries) {
    const earlier = last.get(entry.key);
    if (earlier !== undefined) normalizer.warnOfRepeated(earlier, name);
    last.set(entry.key, entry);
  }
  return mapAt(node, [...last.values()]);
}

function pairOf(item: SourceNode): SourceEntry | undefined {
  if (item.kind !== 'map') return undefined;
  const key = childOf(item, 'key');
  const value = entryOf(item, 'value');
  if (key?.kind !== 'scalar' || value === undefined || item.entries.length > 2) return undefined;
  return { key: key.text, keyStart: key.start, value: value.value };
}
