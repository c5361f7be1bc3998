import { writeJson } from '../../../core/index.ts';
import type { KubernetesSchema } from '../../../schemas/index.ts';
import { recordAt } from '../json/record.ts';
import { duplicate, type FieldError, invalid, required, tooMany } from '../status/field-error.ts';
import { fieldPath } from './field-path.ts';
import type { Validate } from './validator.ts';

/** Length, items and the uniqueness that `x-kubernetes-list-type` asks for. */
export function validateList(
  schema: KubernetesSchema,
  value: readonly unknown[],
  path: string,
  validate: Validate,
): readonly FieldError[] {
  const { items, minItems, maxItems } = schema;
  const errors: FieldError[] = [];
  if (minItems !== undefined && value.length < minItems) {
    const detail = `${path} in body should have at least ${minItems} items`;
    errors.push(invalid(path, value.length, detail));
  }
  if (maxItems !== undefined && value.length > maxItems) {
    errors.push(tooMany(path, value.length, maxItems));
  }
  if (items !== undefined) {
    errors.push(...value.flatMap((item, at) => validate(items, item, `${path}[${at}]`)));
  }
  errors.push(...validateUniqueness(schema, value, path));
  return errors;
}

function validateUniqueness(
  schema: KubernetesSchema,
  value: readonly unknown[],
  path: string,
): readonly FieldError[] {
  const listType = schema['x-kubernetes-list-type'];
  if (listType === 'set') return duplicates(value, path);
  if (listType !== 'map') return [];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const missing = value.flatMap((item, index) =>
    keys
      .filter((key) => recordAt(item)[key] === undefined)
      .filter((key) => schema.items?.properties?.[key]?.default === undefined)
      .filter((key) => !schema.items?.required?.includes(key))
      .map((key) => required(fieldPath(`${path}[${index}]`, key))),
  );
  const keyed = value.map((item) =>
    Object.fromEntries(keys.map((key) => [key, recordAt(item)[key]])),
  );
  return [...missing, ...duplicates(keyed, path)];
}

function duplicates(values: readonly unknown[], path: string): readonly FieldError[] {
  const seen = new Set<string>();
  const errors: FieldError[] = [];
  values.forEach((value, index) => {
    const text = writeJson(value);
    if (seen.has(text)) errors.push(duplicate(`${path}[${index}]`, value));
    seen.add(text);
  });
  return errors;
}
