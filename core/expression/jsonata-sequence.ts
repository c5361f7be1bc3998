import type { JsonataNode } from './jsonata-module.ts';

/** Functions whose result is a list for several values and a single one for one. */
const SEQUENCES: ReadonlySet<unknown> = new Set(
  'map filter keys match each distinct sort reverse shuffle append spread'.split(' '),
);

/** Fields by which one element of a list is found, as lists of Kubernetes are keyed. */
const KEY = /^(?:id|uid|name|key|type|host|ip|slug)$|(?:Id|ID|Name|Key)$/;

/**
 * What JSONata may yield where its text lets more than one value come:
 * - `matches`: a list of several matches, and the bare match where there is one.
 * - `lookup`: the same by its syntax, but what it asks for is the one element of a key: `ports[name="http"].port`.
 */
export type Sequence = 'matches' | 'lookup';

/**
 * Whether JSONata may yield a list of several matches, and then the bare match where there is one.
 *
 * @remarks Read from the syntax: a filter, a wildcard, or a step that makes something of each element. A path of names alone is
 * none, as a list that the data holds stays a list. `[ … ]` around it makes a list in any case, `[0]` behind it a single value.
 */
export function sequenceOf(node: unknown): Sequence | undefined {
  if (!isNode(node)) return undefined;
  if (node['keepArray'] === true || node['keepSingletonArray'] === true) return undefined;
  switch (node.type) {
    case 'path':
      return node['group'] === undefined ? worst(nodesOf(node['steps']).map(ofStep)) : undefined;
    case 'block':
      return picksOne(node) ? undefined : sequenceOf(nodesOf(node['expressions']).at(-1));
    case 'condition':
      return worst([sequenceOf(node['then']), sequenceOf(node['else'])]);
    case 'bind':
    case 'apply':
      return sequenceOf(node['rhs']);
    case 'function': {
      const isMany = isNode(node['procedure']) && SEQUENCES.has(node['procedure'].value);
      return isMany && !picksOne(node) ? 'matches' : undefined;
    }
    default:
      return undefined;
  }
}

function worst(sequences: readonly (Sequence | undefined)[]): Sequence | undefined {
  return sequences.includes('matches') ? 'matches' : sequences.find((each) => each !== undefined);
}

/** What a step of a path may yield for one value. */
function ofStep(step: JsonataNode, index: number): Sequence | undefined {
  const filters = filtersOf(step);
  if (filters.length > 0) {
    if (picksOne(step)) return undefined;
    return filters.some(isLookup) ? 'lookup' : 'matches';
  }
  switch (step.type) {
    case 'wildcard':
    case 'descendant':
    case 'sort':
      return 'matches';
    case 'unary':
      return index > 0 && step.value === '{' ? 'matches' : undefined;
    case 'block':
    case 'function':
      return index === 0 ? sequenceOf(step) : undefined;
    default:
      return undefined;
  }
}

/** Whether a filter asks for one key: `[id=1]`, `[name=$x and on=true]`. */
function isLookup(filter: JsonataNode): boolean {
  const { lhs, rhs } = { lhs: filter['lhs'], rhs: filter['rhs'] };
  if (filter.type !== 'binary' || !isNode(lhs) || !isNode(rhs)) return false;
  if (filter.value === 'and') return isLookup(lhs) || isLookup(rhs);
  return filter.value === '=' && (isKey(lhs) || isKey(rhs));
}

function isKey(node: JsonataNode): boolean {
  if (node.type !== 'path') return false;
  const last = nodesOf(node['steps']).at(-1);
  return last?.type === 'name' && KEY.test(String(last.value));
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
