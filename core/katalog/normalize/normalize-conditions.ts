import { mapItems, mapValues, withEntry } from '../source/edit-node.ts';
import { entryOf } from '../source/node-path.ts';
import type { SourceMap, SourceNode } from '../source/source-node.ts';
import { CONDITION_KEYS, OPERATOR_NAMES } from './alias-table.ts';
import type { Normalizer } from './normalizer.ts';

/** `anyOf` as `or`, and the shorthands of every condition, in a map that may hold conditions. */
export function normalizeConditions(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  const renamed = normalizer.rename(node, 'anyOf', 'or', true);
  return mapValues(renamed, (value, key) =>
    key === 'when' || key === 'or'
      ? mapItems(value, (condition) => normalizeCondition(condition, normalizer))
      : value,
  );
}

function normalizeCondition(node: SourceNode, normalizer: Normalizer): SourceNode {
  const condition = normalizeShorthands(node, normalizer);
  return condition.kind === 'map'
    ? normalizer.drop(condition, 'valueType', UNUSED_TYPE)
    : condition;
}

/** katalog-language §5.7: documented, and without effect in every version of the language. */
const UNUSED_TYPE = 'never had an effect on conditions: numbers are compared as numbers anyway';

/** `hasPrefix` as `prefix`, `gt` as `greaterThan`, `operator: eq` as `operator: equals` and the like. */
export function normalizeShorthands(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  let result: SourceMap = node;
  for (const [from, to] of Object.entries(CONDITION_KEYS)) {
    result = normalizer.rename(result, from, to);
  }
  for (const [from, to] of Object.entries(OPERATOR_NAMES)) {
    result = normalizer.rename(result, from, to, true);
  }
  const entries = result.entries.map((entry) => ({
    ...entry,
    value: joinedList(entry.value, entry.key),
  }));
  return normalizeOperator({ ...result, entries }, normalizer);
}

/** Operators whose value is a list in one text. */
const LIST_KEYS: ReadonlySet<string> = new Set(['in', 'notIn', 'between', 'notBetween', 'value']);

/** `in: [A, B]` as `in: "A,B"`. */
function joinedList(value: SourceNode, key: string): SourceNode {
  if (!LIST_KEYS.has(key) || value.kind !== 'list') return value;
  const texts = value.items.map((item) => (item.kind === 'scalar' ? item.text : ','));
  // A comma would make two of one.
  if (texts.some((text) => text.includes(','))) return value;
  const { source, start, end } = value;
  const text = texts.join(',');
  return { kind: 'scalar', value: text, text, style: 'plain', source, start, end };
}

function normalizeOperator(node: SourceMap, normalizer: Normalizer): SourceMap {
  const entry = entryOf(node, 'operator');
  if (entry?.value.kind !== 'scalar') return node;
  const { text, start } = entry.value;
  const name = Object.hasOwn(OPERATOR_NAMES, text) ? OPERATOR_NAMES[text] : undefined;
  if (name === undefined) return node;
  normalizer.hint(start, `operator ${text}`, `operator ${name}`);
  return withEntry(node, { ...entry, value: { ...entry.value, value: name, text: name } });
}
