import { isRecord, listAt, recordsAt, stringAt, stringMapAt } from '../json/record.ts';
import type { LabelPredicate } from './label-selector.ts';

/** Reads a `meta/v1 LabelSelector`, as specs hold it. An absent selector matches nothing, an empty one everything. */
export function objectLabelSelector(selector: unknown): LabelPredicate {
  if (!isRecord(selector)) return () => false;
  const wanted = Object.entries(stringMapAt(selector, 'matchLabels'));
  const expressions = recordsAt(selector, 'matchExpressions').map(expressionPredicate);
  return (labels) =>
    wanted.every(([key, value]) => labels[key] === value) &&
    expressions.every((matches) => matches(labels));
}

/** The selector's text, as the scale subresource reports it. */
export function printLabelSelector(selector: unknown): string {
  const equalities = Object.entries(stringMapAt(selector, 'matchLabels')).map(
    ([key, value]) => `${key}=${value}`,
  );
  const expressions = recordsAt(selector, 'matchExpressions').map((expression) => {
    const key = stringAt(expression, 'key');
    const values = listAt(expression, 'values').join(',');
    switch (stringAt(expression, 'operator')) {
      case 'In':
        return `${key} in (${values})`;
      case 'NotIn':
        return `${key} notin (${values})`;
      case 'Exists':
        return key;
      default:
        return `!${key}`;
    }
  });
  return [...equalities, ...expressions].sort().join(',');
}

function expressionPredicate(expression: unknown): LabelPredicate {
  const key = stringAt(expression, 'key');
  const values = new Set(listAt(expression, 'values'));
  switch (stringAt(expression, 'operator')) {
    case 'In':
      return (labels) => values.has(labels[key]);
    case 'NotIn':
      return (labels) => !values.has(labels[key]);
    case 'Exists':
      return (labels) => labels[key] !== undefined;
    case 'DoesNotExist':
      return (labels) => labels[key] === undefined;
    default:
      return () => false;
  }
}
