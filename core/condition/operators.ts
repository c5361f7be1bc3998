import type { Condition } from '../../schemas/index.ts';

/** Names of operators, as documents write them. */
export type OperatorName = NonNullable<Condition['operator']>;

/** What an operator asks of a field (katalog-language §5.8). */
export type Operator =
  | {
      readonly kind: 'text';
      readonly words: string;
      /** Whether a validation rule holds for a field that is missing. */
      readonly allowsMissing: boolean;
      test(text: string, expected: string): boolean;
    }
  | { readonly kind: 'presence'; readonly words: string; readonly isPresent: boolean }
  | {
      readonly kind: 'number';
      readonly words: string;
      test(value: number | bigint, bound: number | bigint): boolean;
    }
  | { readonly kind: 'range'; readonly words: string; readonly isInside: boolean }
  | { readonly kind: 'pattern'; readonly words: string }
  | { readonly kind: 'type'; readonly words: string; readonly type?: string };

const NO_VALUE = '<no value>';

const EXISTS: Operator = { kind: 'presence', words: 'exists', isPresent: true };
const NOT_EXISTS: Operator = { kind: 'presence', words: 'does not exist', isPresent: false };
const PREFIX = text('starts with', (value, expected) => value.startsWith(expected));
const SUFFIX = text('ends with', (value, expected) => value.endsWith(expected));
const MORE = number('is greater than', (value, bound) => value > bound);
const LESS = number('is less than', (value, bound) => value < bound);
const AT_LEAST = number('is at least', (value, bound) => value >= bound);
const AT_MOST = number('is at most', (value, bound) => value <= bound);
const REGEX: Operator = { kind: 'pattern', words: 'matches' };

/** Every operator under each of its names. */
export const OPERATORS: Readonly<Record<OperatorName, Operator>> = {
  equals: text('equals', (value, expected) => value === expected),
  notEquals: {
    kind: 'text',
    words: 'does not equal',
    allowsMissing: true,
    test: (value, expected) => value !== expected,
  },
  contains: text('contains', (value, expected) => value.includes(expected)),
  notContains: text('does not contain', (value, expected) => !value.includes(expected)),
  prefix: PREFIX,
  hasPrefix: PREFIX,
  notPrefix: text('does not start with', (value, expected) => !value.startsWith(expected)),
  suffix: SUFFIX,
  hasSuffix: SUFFIX,
  notSuffix: text('does not end with', (value, expected) => !value.endsWith(expected)),
  exists: EXISTS,
  notExists: NOT_EXISTS,
  gt: MORE,
  greaterThan: MORE,
  lt: LESS,
  lessThan: LESS,
  gte: AT_LEAST,
  greaterThanOrEqual: AT_LEAST,
  min: AT_LEAST,
  lte: AT_MOST,
  lessThanOrEqual: AT_MOST,
  max: AT_MOST,
  between: { kind: 'range', words: 'is between', isInside: true },
  notBetween: { kind: 'range', words: 'is not between', isInside: false },
  in: text('is one of', (value, expected) => itemsOf(expected).includes(value)),
  notIn: text('is none of', (value, expected) => !itemsOf(expected).includes(value)),
  regex: REGEX,
  matches: REGEX,
  typeOf: { kind: 'type', words: 'is of type' },
  typeMap: { kind: 'type', words: 'is a map', type: 'map' },
  typeList: { kind: 'type', words: 'is a list', type: 'slice' },
  typeString: { kind: 'type', words: 'is a text', type: 'string' },
  typeNumber: { kind: 'type', words: 'is a number', type: 'number' },
  typeBool: { kind: 'type', words: 'is a boolean', type: 'bool' },
  typeNull: { kind: 'type', words: 'is null', type: 'null' },
};

/** Whether a text counts as present. */
export function isPresent(value: string): boolean {
  return value !== '' && value !== NO_VALUE;
}

function text(words: string, test: (text: string, expected: string) => boolean): Operator {
  return { kind: 'text', words, allowsMissing: false, test };
}

function number(
  words: string,
  test: (value: number | bigint, bound: number | bigint) => boolean,
): Operator {
  return { kind: 'number', words, test };
}

function itemsOf(list: string): readonly string[] {
  return list.split(',').map((item) => item.replace(/^[ \t]+|[ \t]+$/g, ''));
}
