import type { JsonataNode } from './jsonata-module.ts';

/** What a path groups its results by. */
export function groupOf(node: JsonataNode): unknown {
  const { group } = node;
  return isNode(group) ? group['lhs'] : undefined;
}

/** Where a node begins in its source. */
export function startOf(node: JsonataNode): number {
  const sigil = node.type === 'variable' ? 1 : 0;
  const length = typeof node.value === 'string' ? node.value.length + sigil : 0;
  return Math.max(0, (node.position ?? 0) - length);
}

/** The nodes of a list of nodes. */
export function listOf(value: unknown): readonly JsonataNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Whether a part of a syntax tree is a node. */
export function isNode(value: unknown): value is JsonataNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof RegExp)
  );
}

/** `children.secret.data`, without predicates, which may compare what they find. */
export function isPlainPath(node: unknown): boolean {
  if (!isNode(node) || node.type !== 'path' || node['group'] !== undefined) return false;
  return listOf(node['steps']).every(
    (step) =>
      step.type === 'name' && step['stages'] === undefined && step['predicate'] === undefined,
  );
}
