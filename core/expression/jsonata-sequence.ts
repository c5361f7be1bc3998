import type { JsonataNode } from './jsonata-module.ts';

/** Functions whose result is a list for several values and a single one for one. */
const SEQUENCES: ReadonlySet<unknown> = new Set(
  'map filter keys match each distinct sort reverse shuffle append spread'.split(' '),
);

/**
 * Whether JSONata may yield a list of several matches, and then the bare match where there is one.
 *
 * @remarks Read from the syntax: a filter, a wildcard, or a step that makes something of each element. A path of names alone is
 * none, as a list that the data holds stays a list. `[ … ]` around it makes a list in any case, `[0]` behind it a single value.
 */
export function isSequence(node: unknown): boolean {
  if (!isNode(node)) return false;
  if (node['keepArray'] === true || node['keepSingletonArray'] === true) return false;
  switch (node.type) {
    case 'path':
      return node['group'] === undefined && nodesOf(node['steps']).some(isMany);
    case 'block':
      return isSequence(nodesOf(node['expressions']).at(-1)) && !picksOne(node);
    case 'condition':
      return isSequence(node['then']) || isSequence(node['else']);
    case 'bind':
      return isSequence(node['rhs']);
    case 'apply':
      return isSequence(node['rhs']);
    case 'function':
      return isNode(node['procedure']) && SEQUENCES.has(node['procedure'].value) && !picksOne(node);
    default:
      return false;
  }
}

/** Whether a step of a path may yield several values for one. */
function isMany(step: JsonataNode, index: number): boolean {
  const filters = filtersOf(step);
  if (filters.length > 0) return !picksOne(step);
  switch (step.type) {
    case 'wildcard':
    case 'descendant':
    case 'sort':
      return true;
    case 'unary':
      return index > 0 && step.value === '{';
    case 'block':
    case 'function':
      return index === 0 && isSequence(step);
    default:
      return false;
  }
}

/** Whether the last filter is a position. */
function picksOne(node: JsonataNode): boolean {
  return filtersOf(node).at(-1)?.type === 'number';
}

function filtersOf(node: JsonataNode): readonly JsonataNode[] {
  return [...nodesOf(node['predicate']), ...nodesOf(node['stages'])]
    .map(({ expr }) => expr)
    .filter(isNode);
}

function nodesOf(value: unknown): readonly JsonataNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is JsonataNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
