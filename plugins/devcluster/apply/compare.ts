import { deepEqual } from '../../../core/index.ts';
import { isRecord } from '../json/record.ts';
import { FieldSet } from './field-set.ts';
import { type MaybeSchema, type Part, partsOf, structureOf } from './structure.ts';

/** Which paths differ between two states of an object. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

/** Compares two states by the structure that the schema gives them. */
export function compare(schema: MaybeSchema, before: unknown, after: unknown): Comparison {
  const result = { added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet() };
  walk(result, [], { schema, before, after });
  return result;
}

interface Pair {
  readonly schema: MaybeSchema;
  readonly before: unknown;
  readonly after: unknown;
}

function walk(result: Comparison, path: readonly string[], pair: Pair): void {
  const { schema, before, after } = pair;
  // Go writes null for what is absent, so null that comes to an absent field is no change.
  if (before === undefined && (after === undefined || after === null)) return;
  if (!isLeaf(pair)) {
    for (const [element, inner] of pairParts(schema, before, after)) {
      walk(result, [...path, element], inner);
    }
    // Whatever comes or goes as a whole is itself a path, besides what is in it.
    if (before === undefined) result.added.insert(path);
    else if (after === undefined) result.removed.insert(path);
    return;
  }
  if (before === undefined) result.added.insert(path);
  else if (after === undefined) result.removed.insert(path);
  else if (!deepEqual(before, after)) result.modified.insert(path);
}

function isLeaf({ schema, before, after }: Pair): boolean {
  const present = [before, after].filter((value) => value !== undefined && value !== null);
  if (present.some((value) => structureOf(schema, value) === 'leaf')) return true;
  return present.every(isEmpty);
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) ? Object.keys(value).length === 0 : value === undefined || value === null;
}

function pairParts(
  schema: MaybeSchema,
  before: unknown,
  after: unknown,
): ReadonlyMap<string, Pair> {
  const old = new Map<string, Part>(partsOf(schema, before).map((part) => [part.element, part]));
  const pairs = new Map<string, Pair>();
  for (const part of partsOf(schema, after)) {
    const was = old.get(part.element)?.value;
    pairs.set(part.element, { schema: part.schema, before: was, after: part.value });
    old.delete(part.element);
  }
  for (const part of old.values()) {
    pairs.set(part.element, { schema: part.schema, before: part.value, after: undefined });
  }
  return pairs;
}
