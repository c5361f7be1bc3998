import { labelValueFindings, qualifiedNameFindings } from '../lifecycle/names.ts';
import { badRequest } from '../status/status-error.ts';
import { SelectorTokens } from './selector-tokens.ts';

/** Decides about an object's labels. */
export type LabelPredicate = (labels: Readonly<Record<string, string>>) => boolean;

const BINARY_OPERATORS = 'in, notin, =, ==, !=, gt, lt';

/**
 * Reads the text of `labelSelector`: `=`, `==`, `!=`, `in`, `notin`, `>`, `<`, existence and absence, joined by commas.
 *
 * @remarks Grammar and messages are those of apimachinery's `labels.Parse`.
 * @throws StatusError 400 when the text is none of these.
 */
export function parseLabelSelector(text: string): LabelPredicate {
  const tokens = new SelectorTokens(text);
  const predicates: LabelPredicate[] = [];
  if (tokens.peek().kind !== 'end') readAll(tokens, predicates);
  return (labels) => predicates.every((matches) => matches(labels));
}

function readAll(tokens: SelectorTokens, predicates: LabelPredicate[]): void {
  const first = tokens.peek();
  if (!startsRequirement(first)) {
    throw badRequest(`found '${first.text}', expected: !, identifier, or 'end of string'`);
  }
  for (;;) {
    predicates.push(readRequirement(tokens));
    const next = tokens.take();
    if (next.kind === 'end') return;
    if (next.kind !== ',') {
      throw badRequest(`found '${next.text}', expected: ',' or 'end of string'`);
    }
    const after = tokens.peek();
    if (!startsRequirement(after)) {
      throw badRequest(`found '${after.text}', expected: identifier after ','`);
    }
  }
}

function startsRequirement({ kind }: { readonly kind: string }): boolean {
  return kind === 'identifier' || kind === '!';
}

function readRequirement(tokens: SelectorTokens): LabelPredicate {
  const isNegated = tokens.peek().kind === '!';
  if (isNegated) tokens.take();
  const key = tokens.take();
  if (key.kind !== 'identifier') throw refused(`found '${key.text}', expected: identifier`);
  const finding = qualifiedNameFindings(key.text)[0];
  if (finding !== undefined) throw refused(`<nil>: Invalid value: "${key.text}": ${finding}`);
  if (isNegated) return (labels) => labels[key.text] === undefined;
  const { kind } = tokens.peek();
  if (kind === 'end' || kind === ',') return (labels) => labels[key.text] !== undefined;
  return readComparison(tokens, key.text);
}

function readComparison(tokens: SelectorTokens, key: string): LabelPredicate {
  const operator = tokens.takeOperator();
  switch (operator.kind) {
    case 'in':
      return isIn(key, valuesOf(tokens, key));
    case 'notin':
      return not(isIn(key, valuesOf(tokens, key)));
    case '=':
    case '==':
      return isIn(key, [exactValueOf(tokens, key)]);
    case '!=':
      return not(isIn(key, [exactValueOf(tokens, key)]));
    case '>':
      return compare(key, exactValueOf(tokens, key), (value, bound) => value > bound);
    case '<':
      return compare(key, exactValueOf(tokens, key), (value, bound) => value < bound);
    default:
      throw refused(`found '${operator.text}', expected: ${BINARY_OPERATORS}`);
  }
}

function exactValueOf(tokens: SelectorTokens, key: string): string {
  const { kind } = tokens.peek();
  if (kind === 'end' || kind === ',') return '';
  const value = tokens.take();
  if (value.kind !== 'identifier') throw refused(`found '${value.text}', expected: identifier`);
  assertValues(key, [value.text]);
  return value.text;
}

/** `(a,b)`; an empty place between commas stands for the empty value. */
function valuesOf(tokens: SelectorTokens, key: string): readonly string[] {
  const open = tokens.take();
  if (open.kind !== '(') throw refused(`found '${open.text}' expected: '('`);
  const first = tokens.peek();
  if (first.kind === ')') {
    tokens.take();
    return [];
  }
  if (first.kind !== 'identifier' && first.kind !== ',') {
    throw refused(`found '${first.text}', expected: ',', ')' or identifier`);
  }
  const values = listOf(tokens);
  assertValues(key, values);
  return values;
}

function listOf(tokens: SelectorTokens): readonly string[] {
  const values: string[] = [];
  for (;;) {
    const isValue = tokens.peek().kind === 'identifier';
    values.push(isValue ? tokens.take().text : '');
    const next = tokens.take();
    if (next.kind === ')') return values;
    if (next.kind !== ',') throw refused(`found '${next.text}', expected: ',' or ')'`);
  }
}

function assertValues(key: string, values: readonly string[]): void {
  for (const [index, value] of [...values].sort().entries()) {
    const finding = labelValueFindings(value)[0];
    if (finding === undefined) continue;
    throw refused(`values[${index}][${key}]: Invalid value: "${value}": ${finding}`);
  }
}

function refused(why: string): Error {
  return badRequest(`unable to parse requirement: ${why}`);
}

function not(matches: LabelPredicate): LabelPredicate {
  return (labels) => !matches(labels);
}

function isIn(key: string, values: readonly string[]): LabelPredicate {
  const wanted = new Set(values);
  return (labels) => {
    const value = labels[key];
    return value !== undefined && wanted.has(value);
  };
}

const INTEGER = /^[+-]?\d+$/;

function compare(
  key: string,
  text: string,
  holds: (value: number, bound: number) => boolean,
): LabelPredicate {
  if (!INTEGER.test(text)) {
    throw refused(
      `values[0]: Invalid value: "${text}": for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  }
  return (labels) => {
    const value = labels[key];
    return value !== undefined && INTEGER.test(value) && holds(Number(value), Number(text));
  };
}
