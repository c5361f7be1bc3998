import { isRecord } from '../json/record.ts';
import { isNamedField } from '../schema/child-schema.ts';
import { FieldSet } from './field-set.ts';
import { type MaybeSchema, partsOf, structureOf } from './structure.ts';

/** The paths that an applied configuration owns: its leaves, its list items and the keys of its maps. */
export function fieldSetOf(schema: MaybeSchema, value: unknown): FieldSet {
  const set = new FieldSet();
  collect(schema, value, set);
  return set;
}

function collect(schema: MaybeSchema, value: unknown, set: FieldSet): void {
  const structure = structureOf(schema, value);
  for (const part of partsOf(schema, value)) {
    const inner = structureOf(part.schema, part.value);
    const isItem = structure === 'list';
    const isKey = structure === 'map' && !isNamedField(schema, part.element.slice(2));
    if (inner === 'leaf' || isItem || isKey || isEmptyMap(part.value)) {
      set.members.add(part.element);
    }
    if (inner === 'leaf') continue;
    const below = fieldSetOf(part.schema, part.value);
    if (!below.isEmpty) set.children.set(part.element, below);
  }
}

function isEmptyMap(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

/** The set with every named field above a member added, so that structs can be removed when they empty. */
export function withNamedParents(schema: MaybeSchema, set: FieldSet): FieldSet {
  const result = new FieldSet();
  for (const member of set.members) result.members.add(member);
  for (const [element, below] of set.children) {
    const field = element.startsWith('f:') ? element.slice(2) : undefined;
    if (field !== undefined && isNamedField(schema, field)) result.members.add(element);
    const child =
      field === undefined ? schema?.items : (schema?.properties?.[field] ?? additionalOf(schema));
    result.children.set(element, withNamedParents(child, below));
  }
  return result;
}

function additionalOf(schema: MaybeSchema): MaybeSchema {
  const additional = schema?.additionalProperties;
  return typeof additional === 'object' ? additional : undefined;
}
