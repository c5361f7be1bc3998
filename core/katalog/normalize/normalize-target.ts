import { withoutKey } from '../source/edit-node.ts';
import { childOf } from '../source/node-path.ts';
import type { SourceMap } from '../source/source-node.ts';
import type { Normalizer } from './normalizer.ts';

/** Keys of `apiTypes` that name types compiled in Go. */
const GO_TYPES = ['location', 'object', 'objectList', 'alias'] as const;
const WHY = 'has no effect: objects are read as they are, types compiled in Go are not loaded';

/**
 * What an entry watches, without what says nothing here: keys of Go types are told, and what says again what holds anyway
 * (`mode: dynamic`, `default: true`, the `apiPath` of the group) goes in silence. Anything else stays and is refused by name.
 */
export function normalizeTarget(crd: SourceMap, normalizer: Normalizer): SourceMap {
  const own = without(crd, 'mode', 'dynamic');
  const entries = own.entries.map((entry) => {
    const { key, value } = entry;
    if (value.kind !== 'map') return entry;
    if (key === 'operatorBox') return { ...entry, value: without(value, 'default', true) };
    return key === 'apiTypes' ? { ...entry, value: normalizeTypes(value, normalizer) } : entry;
  });
  return { ...own, entries };
}

function normalizeTypes(node: SourceMap, normalizer: Normalizer): SourceMap {
  const types = GO_TYPES.reduce<SourceMap>((map, key) => normalizer.drop(map, key, WHY), node);
  const group = childOf(types, 'group');
  const isCore = group?.kind === 'scalar' && group.value === '';
  // Without a group it may be either.
  const paths = group === undefined ? ['/api', '/apis'] : [isCore ? '/api' : '/apis'];
  return paths.reduce<SourceMap>((map, path) => without(map, 'apiPath', path), types);
}

/** The map without a key whose value is the only one that there is. */
function without(map: SourceMap, key: string, only: unknown): SourceMap {
  const value = childOf(map, key);
  return value?.kind === 'scalar' && value.value === only ? withoutKey(map, key) : map;
}
