import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord, type JsonObject } from '../json/record.ts';
import { childSchema } from './child-schema.ts';
import { fieldPath } from './field-path.ts';

/** Fields every embedded object has, whatever its schema says. */
const TYPE_META = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Removes the fields a schema does not know and returns their paths.
 *
 * @remarks Apiextensions, "Field pruning": below `x-kubernetes-preserve-unknown-fields` unknown fields stay, while
 * fields with a schema are pruned by it again.
 */
export function prune(
  schema: KubernetesSchema | undefined,
  value: unknown,
  path = '',
): readonly string[] {
  if (schema === undefined) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => prune(schema.items, item, `${path}[${index}]`));
  }
  if (!isRecord(value)) return [];
  return pruneObject(schema, value, path);
}

function pruneObject(schema: KubernetesSchema, value: JsonObject, path: string): readonly string[] {
  const keepsUnknown =
    schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  const unknown: string[] = [];
  for (const field of Object.keys(value)) {
    const at = fieldPath(path, field);
    const child = childSchema(schema, field);
    if (child !== undefined) {
      unknown.push(...prune(child, value[field], at));
    } else if (!keepsUnknown && !(isEmbedded && TYPE_META.has(field))) {
      delete value[field];
      unknown.push(at);
    }
  }
  return unknown;
}
