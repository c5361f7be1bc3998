import type { KubernetesSchema } from '../../../schemas/index.ts';

/** The schema of a field of an object; undefined when the schema says nothing about it. */
export function childSchema(
  schema: KubernetesSchema | undefined,
  field: string,
): KubernetesSchema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  if (properties !== undefined && Object.hasOwn(properties, field)) return properties[field];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** Whether the field is one the schema names, rather than a key of a map. */
export function isNamedField(schema: KubernetesSchema | undefined, field: string): boolean {
  return schema?.properties !== undefined && Object.hasOwn(schema.properties, field);
}

/** Whether numbers and strings are both right. */
export function isIntOrString(schema: KubernetesSchema): boolean {
  return schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string';
}
