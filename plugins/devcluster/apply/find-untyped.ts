import type { KubernetesSchema } from '../../../schemas/index.ts';
import { goType, goValue, goVerbose } from '../json/go-value.ts';
import { isRecord } from '../json/record.ts';
import { childSchema, isIntOrString } from '../schema/child-schema.ts';
import { printPath } from './fields-v1.ts';
import { itemElement } from './structure.ts';

/**
 * The parts of an applied configuration that have no place in the schema, in the words of structured-merge-diff, which gives up
 * on an object at its first unknown field.
 */
export function findUntyped(
  schema: KubernetesSchema,
  value: unknown,
  path = '',
): readonly string[] {
  if (value === null || value === undefined || isIntOrString(schema)) return [];
  const mismatch = mismatchOf(schema, value);
  if (mismatch !== undefined) return [`${path}: ${mismatch}`];
  if (Array.isArray(value)) return findInList(schema, value, path);
  return isRecord(value) ? findInMap(schema, value, path) : [];
}

function findInMap(
  schema: KubernetesSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] {
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema.additionalProperties === true ||
    schema.type === undefined;
  const findings: string[] = [];
  for (const [field, part] of Object.entries(value)) {
    const child = childSchema(schema, field);
    if (child !== undefined) findings.push(...findUntyped(child, part, `${path}.${field}`));
    else if (!isOpen) return [...findings, `${path}.${field}: field not declared in schema`];
  }
  return findings;
}

function findInList(
  schema: KubernetesSchema,
  list: readonly unknown[],
  path: string,
): readonly string[] {
  const { items, 'x-kubernetes-list-type': listType = 'atomic' } = schema;
  const findings: string[] = [];
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const place = listType === 'atomic' ? `i:${index}` : itemElement(schema, item);
    if (listType === 'map') {
      const keyless = keylessItem(schema, item);
      if (keyless !== undefined) return [...findings, `${path}: element ${index}: ${keyless}`];
    }
    if (seen.has(place)) {
      findings.push(`${path}: duplicate entries for key ${printPath([place])}`);
    }
    seen.add(place);
    if (items !== undefined) {
      findings.push(...findUntyped(items, item, `${path}${printPath([place])}`));
    }
  }
  return findings;
}

/** Why an item of an associative list cannot be told from others. */
function keylessItem(schema: KubernetesSchema, item: unknown): string | undefined {
  if (!isRecord(item)) return 'associative list with keys may not have non-map elements';
  if (itemElement(schema, item) !== 'k:{}') return undefined;
  const keys = (schema['x-kubernetes-list-map-keys'] ?? []).map((key) => JSON.stringify(key));
  return `associative list with keys has an element that omits all key fields [${keys.join(' ')}] (and doesn't have default values for any key fields)`;
}

/** What the schema wants instead of the value; undefined when it is right. Each kind prints the value in its own way. */
function mismatchOf(schema: KubernetesSchema, value: unknown): string | undefined {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string'
        ? undefined
        : `expected string, got &value.valueUnstructured{Value:${goVerbose(value)}}`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `expected boolean, got &{${goValue(value)}}`;
    case 'integer':
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint'
        ? undefined
        : `expected numeric (int or float), got ${goType(value)}`;
    case 'array':
      return Array.isArray(value) ? undefined : `expected list, got &{${goValue(value)}}`;
    case 'object':
      return isRecord(value) ? undefined : `expected map, got &{${goValue(value)}}`;
    default:
      return undefined;
  }
}
