import { isRecord, type JsonObject } from '../json/record.ts';
import { childSchema } from '../schema/child-schema.ts';
import type { FieldSet } from './field-set.ts';
import { itemElement, type MaybeSchema, structureOf } from './structure.ts';

/** The value without the paths of the set; a member goes with all that is below it. */
export function removeFields(schema: MaybeSchema, value: unknown, remove: FieldSet): unknown {
  if (remove.isEmpty || structureOf(schema, value) === 'leaf') return value;
  if (Array.isArray(value)) {
    return value
      .filter((item) => !remove.members.has(itemElement(schema, item)))
      .map((item) => {
        const below = remove.children.get(itemElement(schema, item));
        return below === undefined ? item : removeFields(schema?.items, item, below);
      });
  }
  if (!isRecord(value)) return value;
  const kept: JsonObject = {};
  for (const [field, part] of Object.entries(value)) {
    const element = `f:${field}`;
    if (remove.members.has(element)) continue;
    const below = remove.children.get(element);
    kept[field] =
      below === undefined ? part : removeFields(childSchema(schema, field), part, below);
  }
  return kept;
}
