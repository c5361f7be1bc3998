import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord } from '../json/record.ts';
import { childSchema, isIntOrString } from '../schema/child-schema.ts';

/**
 * The first part of an applied configuration that has no place in the schema, in the words of structured-merge-diff.
 *
 * @returns undefined when everything has its place.
 */
export function findUntyped(
  schema: KubernetesSchema,
  value: unknown,
  path = '',
): string | undefined {
  if (value === null || value === undefined || isIntOrString(schema)) return undefined;
  const expected = expectedForm(schema, value);
  if (expected !== undefined) return `${path}: expected ${expected}, got ${printGoValue(value)}`;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items && firstOf(value, (item, index) => findUntyped(items, item, `${path}[${index}]`));
  }
  if (!isRecord(value)) return undefined;
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema.additionalProperties === true ||
    schema.type === undefined;
  return firstOf(Object.keys(value), (field) => {
    const child = childSchema(schema, field);
    if (child !== undefined) return findUntyped(child, value[field], `${path}.${field}`);
    return isOpen ? undefined : `${path}.${field}: field not declared in schema`;
  });
}

function firstOf<T>(
  values: readonly T[],
  find: (value: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, value] of values.entries()) {
    const found = find(value, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the schema wants instead of the value; undefined when it is right. */
function expectedForm(schema: KubernetesSchema, value: unknown): string | undefined {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? undefined : 'string';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'boolean';
    case 'integer':
    case 'number':
      return typeof value === 'number' ? undefined : 'numeric (int or float)';
    case 'array':
      return Array.isArray(value) ? undefined : 'list';
    case 'object':
      return isRecord(value) ? undefined : 'map';
    default:
      return undefined;
  }
}

function printGoValue(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return `&value.valueUnstructured{Value:${text}}`;
}
