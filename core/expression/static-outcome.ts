import type { StaticOutcome } from './expression.ts';
import type { JsonataNode } from './jsonata-module.ts';

const BOOLEAN_OPERATORS: ReadonlySet<unknown> = new Set('= != < <= > >= and or in'.split(' '));
const NUMBER_OPERATORS: ReadonlySet<unknown> = new Set('+ - * / %'.split(' '));

type ScalarName = 'boolean' | 'number' | 'string';

/** Functions of JSONata by the type of what they yield, where that is one. */
const FUNCTIONS: Readonly<Record<ScalarName, ReadonlySet<unknown>>> = {
  boolean: new Set('not exists contains'.split(' ')),
  number: new Set('count length floor ceil round abs'.split(' ')),
  string: new Set('join uppercase lowercase trim substringBefore substringAfter'.split(' ')),
};

function functionOutcome(name: unknown): readonly StaticOutcome[] {
  const types = ['boolean', 'number', 'string'] as const;
  return types.filter((type) => FUNCTIONS[type].has(name)).map((type) => ({ type }));
}

/** What JSONata may yield, as far as its syntax says so: each branch of a condition by itself. */
export function outcomesOfJsonata(node: unknown): readonly StaticOutcome[] {
  if (!isNode(node) || node['predicate'] !== undefined || node['stages'] !== undefined) return [];
  const { type, value } = node;
  switch (type) {
    case 'string':
    case 'number':
    case 'value':
      return isScalar(value) ? [{ value }] : [];
    case 'condition':
      return [...outcomesOfJsonata(node['then']), ...outcomesOfJsonata(node['else'])];
    case 'block':
      return outcomesOfJsonata(
        Array.isArray(node['expressions']) ? node['expressions'].at(-1) : undefined,
      );
    case 'unary':
      return unaryOutcome(value);
    case 'binary':
      return binaryOutcome(value);
    case 'function':
      return functionOutcome(isNode(node['procedure']) ? node['procedure'].value : undefined);
    default:
      return [];
  }
}

function unaryOutcome(operator: unknown): readonly StaticOutcome[] {
  if (operator === '{') return [{ type: 'object' }];
  return operator === '[' ? [{ type: 'array' }] : [];
}

function binaryOutcome(operator: unknown): readonly StaticOutcome[] {
  if (BOOLEAN_OPERATORS.has(operator)) return [{ type: 'boolean' }];
  if (NUMBER_OPERATORS.has(operator)) return [{ type: 'number' }];
  return operator === '&' ? [{ type: 'string' }] : [];
}

const ACTION = /\{\{-?\s*([\s\S]*?)\s*-?\}\}/g;

/** The texts of a template that is one `if` with texts and nothing else. */
export function outcomesOfTemplate(source: string): readonly StaticOutcome[] {
  const actions = [...source.matchAll(ACTION)];
  const words = actions.map(([, words = '']) => words);
  const isOneIf =
    /^if\s/.test(words[0] ?? '') &&
    words.at(-1) === 'end' &&
    words.slice(1, -1).every((each) => /^else(\s+if\s.*)?$/s.test(each));
  if (!isOneIf) return [];
  const texts = source.split(/\{\{-?[\s\S]*?-?\}\}/);
  const outer = [texts[0] ?? '', texts.at(-1) ?? ''];
  if (outer.some((text) => text.trim() !== '')) return [];
  return texts.slice(1, -1).map((text) => ({ value: text.trim() }));
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isNode(value: unknown): value is JsonataNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
