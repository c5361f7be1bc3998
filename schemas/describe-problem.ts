import { nearestWord } from './nearest-word.ts';
import { subschemasOf, typesOf } from './read-schema.ts';
import type { JsonSchema, SchemaProblem } from './schema-problem.ts';

type Path = SchemaProblem['path'];

/** Problem of a key that the schema does not know; `schemas` are those that apply to the map. */
export function unknownKey(path: Path, schemas: readonly JsonSchema[]): SchemaProblem {
  const known = schemas.flatMap((schema) => Object.keys(subschemasOf(schema, 'properties')));
  const found = String(path.at(-1));
  const nearest = nearestWord(found, known);
  const message = `unknown field ${found}${nearest === undefined ? '' : `, did you mean ${nearest}?`}`;
  const expected = known.length === 0 ? undefined : known.sort().join(', ');
  return { path, kind: 'unknown', message, found, ...optional({ expected, nearest }) };
}

/** Problem of a key that must be there. */
export function missingKey(path: Path, schema: JsonSchema | undefined): SchemaProblem {
  const expected = schema === undefined ? undefined : expectationOf(schema);
  return {
    path,
    kind: 'missing',
    message: `${String(path.at(-1))} is missing`,
    ...optional({ expected }),
  };
}

/** Problem of a value that is not what the schema of its place asks for. */
export function invalidValue(path: Path, value: unknown, schema: JsonSchema): SchemaProblem {
  const found = foundText(value);
  const expected = expectationOf(schema);
  const words = Array.isArray(schema['enum']) ? schema['enum'].map(String) : [];
  const nearest = typeof value === 'string' ? nearestWord(value, words) : undefined;
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  const name = path.length === 0 ? 'the document' : nameOf(path);
  const message = `${name} is ${found}, expected ${shortened(expected)}${hint}`;
  return { path, kind: 'invalid', message, found, expected, ...optional({ nearest }) };
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `${String(path.at(-2))}[${last}]` : String(last);
}

/** What a schema asks for, in words: `a whole number from 1 to 50`. */
function expectationOf(schema: JsonSchema): string {
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return `one of ${schema['enum'].map(quoteEmpty).join(', ')}`;
  const { pattern, description } = schema;
  if (pattern !== undefined && pattern !== '\\S' && typeof description === 'string')
    return firstSentence(description);
  const names = typesOf(schema).map((type) => TYPE_NAMES[type] ?? type);
  const type = names.length === 0 ? 'something else' : names.join(' or ');
  return `${type}${rangeText(schema)}${patternText(schema)}${countText(schema)}`;
}

/** `Dot path below status. More.` → `dot path below status`; words in capitals stay. */
function firstSentence(text: string): string {
  const sentence = text.split(/(?<!\b(?:e\.g|i\.e))\.(?:\s|$)/)[0] ?? text;
  return /^[A-Z][a-z]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}

/** Long enumerations are cut in sentences; `expected` keeps them whole. */
function shortened(expected: string): string {
  const words = expected.split(', ');
  return words.length <= 12
    ? expected
    : `${words.slice(0, 8).join(', ')} … (${words.length} in all)`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'nothing',
};

function rangeText({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined)
    return ` from ${String(minimum)} to ${String(maximum)}`;
  if (minimum !== undefined) return ` of at least ${String(minimum)}`;
  return maximum === undefined ? '' : ` of at most ${String(maximum)}`;
}

function patternText({ pattern }: JsonSchema): string {
  if (pattern === undefined) return '';
  return pattern === '\\S' ? ' that is not empty' : ` that matches ${String(pattern)}`;
}

function countText({ minItems, minProperties }: JsonSchema): string {
  const least = minItems ?? minProperties;
  return least === undefined ? '' : ` with at least ${String(least)} of them`;
}

function quoteEmpty(value: unknown): string {
  return value === '' ? '""' : String(value);
}

/** A value as a person would name it; long ones are cut after 60 characters. */
function foundText(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function optional<Value>(
  fields: Readonly<Record<string, Value | undefined>>,
): Record<string, Value> {
  const present = Object.entries(fields).filter((entry): entry is [string, Value] => {
    return entry[1] !== undefined;
  });
  return Object.fromEntries(present);
}
