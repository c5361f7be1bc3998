import { decimalText } from '../json/decimal-text.ts';
import {
  addExactly,
  divideExactly,
  type Exact,
  multiplyExactly,
  remainderExactly,
  subtractExactly,
} from '../json/exact-arithmetic.ts';
import { isInt64 } from '../json/int64.ts';
import { writeJson } from '../json/write-json.ts';
import { JsonataFault } from './jsonata-fault.ts';
import type { JsonataNode, JsonataProgram } from './jsonata-module.ts';
import { isNode, listOf } from './jsonata-nodes.ts';
import { originalFunction } from './original-functions.ts';

/** No variable of JSONata can be written like it. */
const PREFIX = 'exact:';
const LITERAL = /\d+(\.\d+)?([eE][-+]?\d+)?$/;
/** What may yield a whole number beyond 2^53, which JSONata's own truth does not know. */
const OPEN = new Set(['path', 'variable', 'function', 'block', 'condition']);

type Operator = (left: unknown, right: unknown) => unknown;

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': arithmetic('+', addExactly),
  '-': arithmetic('-', subtractExactly),
  '*': arithmetic('*', multiplyExactly),
  '/': arithmetic('/', divideExactly),
  '%': arithmetic('%', remainderExactly),
  '<': comparison('<', (left, right) => left < right),
  '<=': comparison('<=', (left, right) => left <= right),
  '>': comparison('>', (left, right) => left > right),
  '>=': comparison('>=', (left, right) => left >= right),
};

/**
 * Makes a program compute with all digits of whole numbers, and print numbers as all of Orkestra does: operators of its
 * tree become calls of functions that know `bigint`.
 *
 * @param text what the program was parsed from
 */
export function installExactOperators(program: JsonataProgram, text: string): void {
  for (const [name, operator] of Object.entries(OPERATORS))
    program.registerFunction(`${PREFIX}${name}`, (left, right) => operator(left, right));
  program.registerFunction(`${PREFIX}&`, async (left, right) =>
    [await printed(left), await printed(right)].join(''),
  );
  program.registerFunction(`${PREFIX}negate`, (value) =>
    value === undefined ? undefined : subtractExactly(0, numeric(value, 'D1002', '-')),
  );
  program.registerFunction(`${PREFIX}truth`, truthOf);
  program.registerFunction(`${PREFIX}nearest`, nearestOf);
  program.registerFunction(`${PREFIX}rest`, restOf);
  rewrite(program.ast(), text, new Set());
}

/** A wide whole number is true, as any number but 0 is; anything else JSONata judges itself. */
export function truthOf(value: unknown): unknown {
  return typeof value === 'bigint' ? true : value;
}

/** The text of a value, as `$string` and `&` have it. */
export async function printed(value: unknown, isPretty: boolean = false): Promise<string> {
  if (value === undefined) return '';
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
    return decimalText(value);
  try {
    const text: unknown = await (await originalFunction('string')).call(NO_FOCUS, value, isPretty);
    return String(text);
  } catch (error) {
    // What JSON.stringify throws at a wide whole number.
    if (!(error instanceof TypeError)) throw error;
    return writeJson(value, isPretty ? 2 : 0);
  }
}

const NO_FOCUS = { environment: { base: undefined, lookup: () => undefined } } as never;

function rewrite(part: unknown, text: string, seen: Set<unknown>): void {
  if (typeof part !== 'object' || part === null || part instanceof RegExp || seen.has(part)) return;
  seen.add(part);
  for (const inner of Object.values(part)) rewrite(inner, text, seen);
  if (!isNode(part)) return;
  const changes = changesOf(part, text);
  // The tree is what the program evaluates, and it is this program's own.
  if (changes !== undefined) Object.assign(part, changes);
}

function changesOf(node: JsonataNode, text: string): Partial<JsonataNode> | undefined {
  const { lhs, rhs, type, value } = node;
  switch (type) {
    case 'number':
      return literal(node, text);
    case 'binary':
      if (value === 'and' || value === 'or') return { lhs: tested(lhs), rhs: tested(rhs) };
      return value === '&' || Object.hasOwn(OPERATORS, String(value))
        ? calling(String(value), [lhs, rhs])
        : undefined;
    case 'unary':
      return value === '-' ? calling('negate', [node['expression']]) : undefined;
    case 'condition':
      return { condition: tested(node['condition']) };
    case 'filter':
      return { expr: tested(node['expr']) };
    case 'sort':
      return { terms: listOf(node['terms']).flatMap(ordered) };
    default:
      return undefined;
  }
}

function calling(name: string, args: readonly unknown[]): Partial<JsonataNode> {
  return {
    type: 'function',
    value: '(',
    procedure: { type: 'variable', value: `${PREFIX}${name}` },
    arguments: args,
  };
}

function tested(node: unknown): unknown {
  if (!isNode(node) || !OPEN.has(node.type ?? '')) return node;
  return { ...calling('truth', [node]), position: node.position };
}

/** JSONata orders by numbers and texts only, so a term becomes two: the nearest such number, and what is left of it. */
function ordered(term: JsonataNode): readonly unknown[] {
  const { expression } = term;
  const position = isNode(expression) ? expression.position : undefined;
  return ['nearest', 'rest'].map((part) => ({
    ...term,
    expression: { ...calling(part, [expression]), position },
  }));
}

function nearestOf(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function restOf(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value - BigInt(Number(value)));
  return typeof value === 'number' ? 0 : value;
}

/** A literal with all the digits that are written. */
function literal({ value, position }: JsonataNode, text: string): Partial<JsonataNode> | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value))
    return undefined;
  const [digits = '', fraction, exponent] = LITERAL.exec(text.slice(0, position)) ?? [];
  if (digits === '' || fraction !== undefined || exponent !== undefined) return undefined;
  const whole = value < 0 ? -BigInt(digits) : BigInt(digits);
  return isInt64(whole) ? { value: whole } : undefined;
}

function arithmetic(token: string, compute: (left: Exact, right: Exact) => Exact): Operator {
  return (left, right) => {
    const [over, under] = [
      left === undefined ? undefined : numeric(left, 'T2001', token),
      right === undefined ? undefined : numeric(right, 'T2002', token),
    ];
    return over === undefined || under === undefined ? undefined : compute(over, under);
  };
}

function comparison(token: string, test: (left: Exact, right: Exact) => boolean): Operator {
  return (left, right) => {
    for (const value of [left, right])
      if (!(value === undefined || typeof value === 'string' || isNumber(value)))
        throw new JsonataFault('T2010', { token, value });
    if (left === undefined || right === undefined) return undefined;
    if (isNumber(left) !== isNumber(right))
      throw new JsonataFault('T2009', { token, value: left, value2: right });
    return test(left as Exact, right as Exact);
  };
}

function numeric(value: unknown, code: string, token: string): Exact {
  if (isNumber(value)) return value;
  throw new JsonataFault(code, { token, value });
}

function isNumber(value: unknown): value is Exact {
  return typeof value === 'number' || typeof value === 'bigint';
}
