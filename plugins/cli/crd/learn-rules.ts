import { isObject, type JsonObject, type JsonValue } from '../../../core/index.ts';
import type { FieldTree } from './field-tree.ts';
import type { Learning } from './learn-references.ts';

/** Names of operators that say the same, the shorthand first. */
const AT_LEAST = ['min', 'greaterThanOrEqual', 'gte'];
const AT_MOST = ['max', 'lessThanOrEqual', 'lte'];
const MATCHES = ['regex', 'matches'];
const PREFIX = ['prefix', 'hasPrefix'];

const PLAIN_NUMBER = /^[+-]?\d{1,15}(\.\d{1,15})?$/;

/** Keys of a rule that compare nothing. */
const NEUTRAL = new Set(['field', 'message', 'action', 'fires', 'link', 'when', 'or', 'external']);

/**
 * Learns from the validation rules of an entry in canonical form.
 *
 * @remarks A schema may refuse what a rule refuses in every case, and says so earlier. It compares values where a rule compares
 * their texts, so of each rule only that part is taken over in which both agree.
 */
export function learnRules(entry: JsonObject, learning: Learning): void {
  const { validation } = entry;
  const rules = isObject(validation) ? validation['rules'] : undefined;
  for (const rule of Array.isArray(rules) ? rules : []) {
    const path = isObject(rule) ? pathOf(rule) : undefined;
    if (!isObject(rule) || path === undefined) continue;
    const field = learning.root.at(path);
    if (denies(rule)) restrict(rule as JsonObject, path, { field, ...learning });
  }
}

/** Steps of a field of the spec that is named without a template or an index. */
function pathOf(rule: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const field = String(rule['field'] ?? '').trim();
  return /^\.?spec(\.[A-Za-z_]\w*)+$/.test(field) ? field.replace(/^\./, '').split('.') : undefined;
}

/** Whether a rule refuses an object whatever else holds. */
function denies({ action, fires, or, when }: Readonly<Record<string, unknown>>): boolean {
  const isLeftOut = isObject(fires) && fires['reconcile'] === false;
  return (action ?? 'deny') === 'deny' && when === undefined && or === undefined && !isLeftOut;
}

function restrict(
  rule: JsonObject,
  path: readonly string[],
  { field, rewriting, root }: Learning & { readonly field: FieldTree },
): void {
  const rewritten = rewriting(path);
  if (rewritten === 'any') return;
  const { facts } = field;
  const least = numberOf(rule, AT_LEAST);
  const most = numberOf(rule, AT_MOST);
  const isSatisfied = (value: unknown): boolean =>
    typeof value !== 'number' || !(value < (least ?? value) || value > (most ?? value));
  // A default that the rule refuses would make the whole definition invalid.
  if (!isSatisfied(facts.default)) delete facts.default;
  if (least !== undefined) facts.minimum = Math.max(least, facts.minimum ?? least);
  if (most !== undefined) facts.maximum = Math.min(most, facts.maximum ?? most);
  if (rewritten !== 'none') return;
  const prefix = literalOf(rule, PREFIX);
  const pattern =
    literalOf(rule, MATCHES) ?? (prefix === undefined ? undefined : `^${quoted(prefix)}`);
  if (pattern !== undefined) facts.pattern ??= pattern;
  const words = literalOf(rule, ['in']);
  if (words !== undefined) facts.enum ??= words.split(',').flatMap((word) => valuesOf(word.trim()));
  if (demandsPresence(rule)) requirePath(path, root);
}

/** A key of a map may hold dots (`spec.labels.example.com`), so only the first step is sure to be one. */
function requirePath(path: readonly string[], root: FieldTree): void {
  const [, name, ...rest] = path;
  root.require('spec');
  if (name !== undefined && rest.length === 0) root.at(['spec']).require(name);
}

/** A rule without operator means that the field exists (katalog-language §4.3). */
function demandsPresence(rule: JsonObject): boolean {
  if (rule['operator'] === 'exists' || rule['exists'] === true) return true;
  return !Object.keys(rule).some((key) => !NEUTRAL.has(key));
}

function numberOf(rule: JsonObject, names: readonly string[]): number | undefined {
  const text = literalOf(rule, names);
  return text !== undefined && PLAIN_NUMBER.test(text.trim()) ? Number(text) : undefined;
}

/** What an operator compares to, unless that is a template or nothing. */
function literalOf(rule: JsonObject, names: readonly string[]): string | undefined {
  const { operator, value } = rule;
  for (const name of names) {
    const found = rule[name] ?? (operator === name ? value : undefined);
    const text = found === undefined ? '' : String(found);
    if (text !== '' && !/\{[{%]/.test(text)) return text;
  }
  return undefined;
}

/** All values whose text a word is. */
function valuesOf(word: string): readonly JsonValue[] {
  if (word === 'true' || word === 'false') return [word, word === 'true'];
  if (PLAIN_NUMBER.test(word)) return [word, Number(word)];
  if (!/^[[{]/.test(word)) return [word];
  try {
    return [word, JSON.parse(word) as JsonValue];
  } catch {
    // No other value reads like that.
    return [word];
  }
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
