import type { Condition } from '../../../schemas/index.ts';
import type { WrittenConditions } from './expression-compilers.ts';
import { isExpression } from './is-expression.ts';

/** What one condition says of its field, as far as it can be compared with another one. */
interface Claim {
  readonly field: string;
  readonly values?: readonly string[];
  readonly others?: readonly string[];
  readonly exists?: boolean;
  readonly above?: number;
  readonly below?: number;
}

/** Whether it is certain that two entries are never wanted at the same time. */
export function areExclusive(left: WrittenConditions, right: WrittenConditions): boolean {
  if ((left.when ?? []).some((one) => (right.when ?? []).some((other) => excludes(one, other))))
    return true;
  const [ors, others] = [left.or ?? [], right.or ?? []];
  const all = (list: readonly Condition[], against: WrittenConditions): boolean =>
    list.length > 0 &&
    list.every((one) => (against.when ?? []).some((other) => excludes(one, other)));
  if (all(ors, right) || all(others, left)) return true;
  return (
    ors.length > 0 &&
    others.length > 0 &&
    ors.every((one) => others.every((other) => excludes(one, other)))
  );
}

/** Whether it is certain that two entries are always wanted at the same time. */
export function areSame(left: WrittenConditions, right: WrittenConditions): boolean {
  const textOf = ({ when = [], or = [] }: WrittenConditions): string => JSON.stringify([when, or]);
  return textOf(left) === textOf(right);
}

function excludes(left: Condition, right: Condition): boolean {
  if (isOpposite(left.expr, right.expr) || isOpposite(right.expr, left.expr)) return true;
  const [one, other] = [claimOf(left), claimOf(right)];
  if (one === undefined || other === undefined || one.field !== other.field) return false;
  return contradicts(one, other) || contradicts(other, one);
}

function contradicts(one: Claim, other: Claim): boolean {
  if (one.exists === true && other.exists === false) return true;
  // What equals a text is there, unless that text is empty.
  if (one.values?.every((value) => value !== '') === true && other.exists === false) return true;
  if (one.values !== undefined && other.values !== undefined)
    return one.values.every((value) => other.values?.includes(value) === false);
  if (one.values?.every((value) => other.others?.includes(value)) === true) return true;
  if (one.above === undefined || other.below === undefined) return false;
  return one.above > other.below;
}

function isOpposite(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  return plain(other) === `$not(${plain(one)})`;
}

/** `undefined`: nothing that can be compared. */
function claimOf(condition: Condition): Claim | undefined {
  const { field, expr, operator, value, ...rest } = condition;
  if (field === undefined || expr !== undefined) return undefined;
  const written: Record<string, unknown> = { ...rest };
  if (operator !== undefined) written[String(operator)] = value ?? true;
  const [only, ...more] = Object.entries(written);
  if (more.length > 0) return undefined;
  const path = { field: plainField(field) };
  if (only === undefined) return { ...path, exists: true };
  const claim = comparisonClaim(only[0], only[1]);
  return claim === undefined ? undefined : { ...path, ...claim };
}

function comparisonClaim(operator: string, value: unknown): Omit<Claim, 'field'> | undefined {
  if (operator === 'exists') return { exists: value !== false && value !== 'false' };
  if (operator === 'notExists') return { exists: value === false || value === 'false' };
  const list = Array.isArray(value)
    ? value.map(String)
    : String(value)
        .split(',')
        .map((each) => each.trim());
  const text = String(value);
  if (list.some(isExpression)) return undefined;
  switch (operator) {
    // An empty text says no more than that the field exists.
    case 'equals':
      return text === '' ? undefined : { values: [text] };
    case 'notEquals':
      return { others: [text] };
    case 'in':
      return { values: list };
    case 'notIn':
      return { others: list };
    default:
      return numberClaim(operator, Number(text));
  }
}

const SMALL = Number.EPSILON;

function numberClaim(operator: string, limit: number): Omit<Claim, 'field'> | undefined {
  // Digits beyond 2^53 are not told apart here.
  if (!(Math.abs(limit) <= Number.MAX_SAFE_INTEGER)) return undefined;
  const step = Math.max(1, Math.abs(limit)) * SMALL;
  switch (operator) {
    case 'greaterThan':
      return { above: limit + step };
    case 'greaterThanOrEqual':
    case 'min':
      return { above: limit };
    case 'lessThan':
      return { below: limit - step };
    case 'lessThanOrEqual':
    case 'max':
      return { below: limit };
    default:
      return undefined;
  }
}

/** `{{ .spec.a }}` is `spec.a`. */
function plainField(field: string): string {
  const [, path] = /^\s*\{\{-?\s*\.([\w.-]+?)\s*-?\}\}\s*$/.exec(field) ?? [];
  return (path ?? field).trim().replace(/^\./, '');
}
