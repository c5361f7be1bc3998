import { mapItems, mapValues } from '../source/edit-node.ts';
import type { SourceMap, SourceNode } from '../source/source-node.ts';
import { CONDITION_KEYS } from './alias-table.ts';
import type { Normalizer } from './normalizer.ts';

/** `anyOf` as `or`, and the shorthands of every condition, in a map that may hold conditions. */
export function normalizeConditions(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  const renamed = normalizer.rename(node, 'anyOf', 'or', true);
  return mapValues(renamed, (value, key) =>
    key === 'when' || key === 'or'
      ? mapItems(value, (condition) => normalizeShorthands(condition, normalizer))
      : value,
  );
}

/** `hasPrefix` as `prefix`, `gt` as `greaterThan` and the like. */
export function normalizeShorthands(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  let result: SourceMap = node;
  for (const [from, to] of Object.entries(CONDITION_KEYS)) {
    result = normalizer.rename(result, from, to);
  }
  return result;
}
