import { changeAt, listAt, mapAt, mapItems, mapValues } from '../source/edit-node.ts';
import { childOf } from '../source/node-path.ts';
import type { SourceMap, SourceNode } from '../source/source-node.ts';
import { MOVED_SETTINGS, RENAMED_QUEUE_KEYS } from './alias-table.ts';
import { normalizeBlock } from './normalize-blocks.ts';
import { normalizeConditions, normalizeShorthands } from './normalize-conditions.ts';
import { normalizePairs } from './normalize-pairs.ts';
import { normalizeTarget } from './normalize-target.ts';
import type { Normalizer } from './normalizer.ts';

/** One entry of `spec.crds` in canonical form. */
export function normalizeCrd(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  let crd: SourceMap = normalizeTarget(normalizePairs(node, normalizer), normalizer);
  for (const moved of MOVED_SETTINGS) crd = normalizer.move(crd, moved);
  const steps: readonly (readonly [string, (value: SourceNode) => SourceNode])[] = [
    ['dependsOn', normalizeDependencies],
    ['setup', normalizeSetup],
    ['mutation', (value) => normalizeRules(value, normalizer)],
    ['validation', (value) => normalizeRules(value, normalizer)],
    ['operatorBox', (value) => normalizeBox(value, normalizer)],
  ];
  return steps.reduce<SourceNode>((result, [key, change]) => changeAt(result, key, change), crd);
}

/** `[a, b]` and `{ a: healthy }` as `{ a: { condition: healthy } }` (katalog-language §16). */
function normalizeDependencies(node: SourceNode): SourceNode {
  if (node.kind === 'list' && node.items.every((item) => item.kind === 'scalar')) {
    const entries = node.items.map((item) => ({
      key: item.text,
      keyStart: item.start,
      value: mapAt(item, []),
    }));
    return mapAt(node, entries);
  }
  return mapValues(node, (value) => {
    if (value.kind !== 'scalar') return value;
    if (value.value === null) return mapAt(value, []);
    return mapAt(value, [{ key: 'condition', keyStart: value.start, value }]);
  });
}

/** `{ apply: [a, b] }` as `[a, b]`; other ways of setting up stay and are refused by the schema. */
function normalizeSetup(node: SourceNode): SourceNode {
  if (node.kind === 'scalar') return listAt(node, [node]);
  const apply = childOf(node, 'apply');
  return node.kind === 'map' && node.entries.length === 1 && apply !== undefined ? apply : node;
}

/** `mutation` or `validation`, also as a bare list of rules. */
export function normalizeRules(node: SourceNode, normalizer: Normalizer): SourceNode {
  const wrapped =
    node.kind === 'list'
      ? mapAt(node, [{ key: 'rules', keyStart: node.start, value: node }])
      : node;
  return changeAt(wrapped, 'rules', (rules) =>
    mapItems(rules, (rule) =>
      normalizeShorthands(normalizeConditions(rule, normalizer), normalizer),
    ),
  );
}

function normalizeBox(node: SourceNode, normalizer: Normalizer): SourceNode {
  const blocks = mapValues(normalizeConditions(node, normalizer), (value, key) => {
    if (key === 'onCreate' || key === 'onReconcile' || key === 'onDelete')
      return normalizeBlock(value, normalizer);
    if (key === 'requeue') return normalizeConditions(onlyItem(value), normalizer);
    return key === 'queue' ? normalizeQueue(value, normalizer) : value;
  });
  return changeAt(blocks, 'status', (status) => normalizeStatus(status, normalizer));
}

/** `requeue: [{ after: 5m }]` as the one rule that there can be. */
function onlyItem(node: SourceNode): SourceNode {
  const [item, ...more] = node.kind === 'list' ? node.items : [];
  return item === undefined || more.length > 0 ? node : item;
}

/** Conditions of status fields. */
export function normalizeStatus(node: SourceNode, normalizer: Normalizer): SourceNode {
  return changeAt(node, 'fields', (fields) =>
    mapItems(fields, (field) => normalizeConditions(field, normalizer)),
  );
}

function normalizeQueue(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  let queue: SourceMap = node;
  for (const [from, to] of Object.entries(RENAMED_QUEUE_KEYS)) {
    queue = normalizer.rename(queue, from, to, true);
  }
  return queue;
}
