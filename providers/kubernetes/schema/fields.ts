import type { JsonObject } from '../../../core/index.ts';

/** Properties of a block's schema by field. */
export type Fields = Readonly<Record<string, JsonObject>>;

/** A scalar as written: text, or what YAML makes of it. */
export function scalar(description: string): JsonObject {
  return { description, type: ['string', 'number', 'boolean', 'null'] };
}

/** The name of an object of a kind, which a block of the same custom resource may make. */
export function nameOf(kind: string, description: string): JsonObject {
  return { ...scalar(description), 'x-refers-to': kind };
}

/** A list, or a template that yields one. */
export function listOf(items: JsonObject, description: string): JsonObject {
  return { description, type: ['array', 'string', 'null'], items };
}

/** A map of texts, or a template that yields one. */
export function textMap(description: string): JsonObject {
  return {
    description,
    type: ['object', 'string', 'null'],
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
  };
}

/** A map of contents that are taken as written, blanks included: texts, or bytes. */
export function contentMap(
  description: string,
  contentMediaType: 'text/plain' | 'application/octet-stream',
): JsonObject {
  return {
    description,
    type: ['object', 'string', 'null'],
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'], contentMediaType },
  };
}

/** A map with known fields, or a template that yields one. */
export function record(
  description: string,
  properties: Fields,
  required: readonly string[] = [],
): JsonObject {
  return {
    description,
    type: ['object', 'string', 'null'],
    properties,
    required,
    additionalProperties: false,
  };
}

/** Fields of every block (katalog-language §6.2). */
const COMMON_FIELDS: Fields = {
  name: scalar(
    'Name of the object. Default: the name of the custom resource with a suffix of the kind.',
  ),
  namespace: scalar('Namespace of the object. Default: that of the custom resource, else default.'),
  labels: textMap('Labels of the object; those of the runtime are added and win.'),
  annotations: textMap('Annotations of the object.'),
  sleep: scalar('Waits this long before a write; for tests only, e.g. 2s. Default: 0.'),
};

/** The schema of a block (JSON Schema 2020-12). */
export function blockSchema(
  title: string,
  description: string,
  rest: { readonly fields: Fields; readonly required?: readonly string[] },
): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    type: 'object',
    properties: { ...COMMON_FIELDS, ...rest.fields },
    required: rest.required ?? [],
    additionalProperties: false,
  };
}
