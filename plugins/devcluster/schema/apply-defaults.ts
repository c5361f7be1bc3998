import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord } from '../json/record.ts';
import { childSchema } from './child-schema.ts';

/**
 * Fills in the defaults of a schema, as structural defaulting does: absent fields of objects that are there,
 * and nulls where null is not allowed.
 */
export function applyDefaults(schema: KubernetesSchema | undefined, value: unknown): void {
  if (schema === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) applyDefaults(schema.items, item);
    return;
  }
  if (!isRecord(value)) return;
  for (const [field, property] of Object.entries(schema.properties ?? {})) {
    if (property.default === undefined) continue;
    const isMissing = value[field] === undefined;
    const isUnwantedNull = value[field] === null && property.nullable !== true;
    if (isMissing || isUnwantedNull) value[field] = structuredClone(property.default);
  }
  for (const field of Object.keys(value)) applyDefaults(childSchema(schema, field), value[field]);
}
