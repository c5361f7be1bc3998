import type { NodePath } from '../source/source-node.ts';

/** Signs of other languages, with the operators of conditions and rules that do the same. */
const SIGNS: Readonly<Record<string, string>> = {
  '=': 'equals',
  '==': 'equals',
  '===': 'equals',
  eq: 'equals',
  is: 'equals',
  '!=': 'notEquals',
  '!==': 'notEquals',
  '<>': 'notEquals',
  not: 'notEquals',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  '=~': 'regex',
  matches: 'regex',
  startsWith: 'prefix',
  endsWith: 'suffix',
};

/** Keys of other tools for what an entry has under another name. */
const KEYS: Readonly<Record<string, string>> = {
  if: 'when',
  condition: 'when',
  conditions: 'when',
  unless: 'when with negate: true',
  any: 'or',
  loop: 'forEach',
  withItems: 'forEach',
  range: 'forEach',
};

/** What the language calls the sign that stands for an operator. */
export function operatorOfSign(path: NodePath, found: string): string | undefined {
  return path.at(-1) === 'operator' && Object.hasOwn(SIGNS, found) ? SIGNS[found] : undefined;
}

/** Other words for the ends of a time of day, and for its days. */
const TIMES: Readonly<Record<string, string>> = {
  from: 'after',
  start: 'after',
  since: 'after',
  to: 'before',
  end: 'before',
  until: 'before',
};

/** What the language calls a key of an entry that only other tools have. */
export function keyOfOtherTools(path: NodePath): string | undefined {
  const key = String(path.at(-1));
  if (path.at(-2) === 'time') return Object.hasOwn(TIMES, key) ? TIMES[key] : undefined;
  if (path.at(-2) === 'dayOfWeek') return key === 'days' || key === 'day' ? 'in' : undefined;
  const isOfEntry = path[3] === 'operatorBox' && typeof path.at(-2) === 'number';
  return isOfEntry && Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
}

/** How `forEach` is written, where a path or a list stands for it. */
export function forEachForm(path: NodePath, found: string | undefined): string {
  if (path.at(-1) !== 'forEach') return '';
  const [, field = 'spec.items'] =
    /^"(?:\{\{\s*)?\.?([A-Za-z][\w.-]*)(?:\s*\}\})?"$/.exec(found ?? '') ?? [];
  return `: write { field: ${field} }`;
}
