import { isObject, type JsonObject, type JsonValue } from '../../../core/index.ts';
import type { FieldTree } from './field-tree.ts';
import { typeOfText, typeOfWord } from './infer-type.ts';

const TEXT_RULES = [
  'prefix',
  'notPrefix',
  'suffix',
  'notSuffix',
  'contains',
  'notContains',
  'regex',
];

/** Learns from the mutation and validation rules of an entry in canonical form; rules with templates are passed over. */
export function learnRules(entry: JsonObject, root: FieldTree): void {
  for (const rule of rulesIn(entry['validation'])) learnValidation(rule, root);
  for (const rule of rulesIn(entry['mutation'])) learnMutation(rule, root);
}

function rulesIn(block: JsonValue | undefined): readonly JsonObject[] {
  const rules = isObject(block) ? block['rules'] : undefined;
  return Array.isArray(rules) ? rules.filter((rule): rule is JsonObject => isObject(rule)) : [];
}

/** Steps of a field of the spec that is named without a template or an index. */
function pathOf(rule: JsonObject): readonly string[] | undefined {
  const field = String(rule['field'] ?? '');
  return /^spec(\.[A-Za-z_]\w*)+$/.test(field) ? field.split('.') : undefined;
}

function learnMutation(rule: JsonObject, root: FieldTree): void {
  const path = pathOf(rule);
  if (path === undefined) return;
  const field = root.at(path);
  const { default: value, valueType } = rule;
  field.learn(typeOfWord(valueType));
  if (value === undefined || isTemplate(value)) return;
  field.learn(typeof value === 'string' ? typeOfText(value) : typeOfNative(value));
  const isUnconditional = rule['when'] === undefined && rule['or'] === undefined;
  if (isUnconditional) field.facts.default = cast(value, field.facts.type);
}

function learnValidation(rule: JsonObject, root: FieldTree): void {
  const path = pathOf(rule);
  if (path === undefined) return;
  const field = root.at(path);
  const bounds = boundsOf(rule);
  if (bounds.length > 0) field.learn(bounds.every(Number.isInteger) ? 'integer' : 'number');
  if (TEXT_RULES.some((name) => typeof rule[name] === 'string')) field.learn('string');
  if (denies(rule)) restrict(rule, path, root);
}

/** Only what is refused without condition may be refused by the schema as well. */
function denies({ action, or, when }: JsonObject): boolean {
  return (action ?? 'deny') === 'deny' && when === undefined && or === undefined;
}

function restrict(rule: JsonObject, path: readonly string[], root: FieldTree): void {
  const { facts } = root.at(path);
  const literal = (name: string): string | undefined => {
    const value = rule[name] ?? (rule['operator'] === name ? rule['value'] : undefined);
    return value === undefined || isTemplate(value) ? undefined : String(value);
  };
  const [least, most] = [
    literal('min') ?? literal('greaterThanOrEqual'),
    literal('max') ?? literal('lessThanOrEqual'),
  ];
  if (least !== undefined) facts.minimum = Number(least);
  if (most !== undefined) facts.maximum = Number(most);
  const regex = literal('regex');
  if (regex !== undefined) facts.pattern = regex;
  const prefix = literal('prefix');
  if (prefix !== undefined) facts.pattern ??= `^${quoteRegex(prefix)}`;
  const one = literal('in');
  if (one !== undefined) facts.enum = one.split(',').map((word) => cast(word.trim(), facts.type));
  if (rule['operator'] === 'exists' || !hasOperator(rule)) root.require(path);
}

const NEUTRAL = new Set(['field', 'message', 'action', 'fires', 'link', 'when', 'or', 'external']);

/** A rule without operator means that the field exists (katalog-language §4.3). */
function hasOperator(rule: JsonObject): boolean {
  return Object.keys(rule).some((key) => !NEUTRAL.has(key));
}

function boundsOf(rule: JsonObject): readonly number[] {
  return ['min', 'max', 'greaterThan', 'lessThan', 'greaterThanOrEqual', 'lessThanOrEqual']
    .map((name) => rule[name] ?? (rule['operator'] === name ? rule['value'] : undefined))
    .flatMap((value) => (value === undefined || isTemplate(value) ? [] : [Number(value)]))
    .filter((value) => Number.isFinite(value));
}

function isTemplate(value: JsonValue): boolean {
  return typeof value === 'string' && /\{[{%]/.test(value);
}

function typeOfNative(value: JsonValue): 'integer' | 'number' | 'boolean' | undefined {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'number') return undefined;
  return Number.isInteger(value) ? 'integer' : 'number';
}

function cast(value: JsonValue, type: string | undefined): JsonValue {
  const text = String(value);
  if ((type === 'integer' || type === 'number') && Number.isFinite(Number(text)))
    return Number(text);
  if (type === 'boolean') return text === 'true';
  return type === 'string' ? text : value;
}

function quoteRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
