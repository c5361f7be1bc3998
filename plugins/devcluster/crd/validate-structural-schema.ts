import { isRecord, type JsonObject, listAt, recordAt, stringAt } from '../json/record.ts';
import { isPattern } from '../schema/pattern.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
} from '../status/field-error.ts';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/**
 * Findings about a schema that must be structural: every node says its type, and nothing is left open unawares.
 *
 * @remarks Apiextensions, "Specifying a structural schema".
 */
export function validateStructuralSchema(schema: JsonObject, path: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { type } = schema;
  if (type === undefined) {
    errors.push(required(`${path}.type`, 'must not be empty at the root'));
  } else if (type !== 'object') {
    errors.push(invalid(`${path}.type`, type, 'must be object at the root'));
  }
  return [...errors, ...validateNode(schema, path)];
}

function validateNode(schema: JsonObject, path: string): readonly FieldError[] {
  return [
    ...validateType(schema, path),
    ...validatePattern(schema, path),
    ...validateLists(schema, path),
    ...validateForbidden(schema, path),
    ...children(schema, path).flatMap(({ child, at, where }) => [
      ...requireType(child, at, where),
      ...validateNode(child, at),
    ]),
  ];
}

interface Child {
  readonly child: JsonObject;
  readonly at: string;
  readonly where: string;
}

function children(schema: JsonObject, path: string): readonly Child[] {
  const { items, additionalProperties } = schema;
  const fields = Object.entries(recordAt(schema, 'properties')).map(([name, child]) => ({
    child,
    at: `${path}.properties[${name}]`,
    where: 'specified object fields',
  }));
  const rest = [
    { child: items, at: `${path}.items`, where: 'specified array items' },
    {
      child: additionalProperties,
      at: `${path}.additionalProperties`,
      where: 'specified object fields',
    },
  ];
  return [...fields, ...rest].filter((entry): entry is Child => isRecord(entry.child));
}

function requireType(schema: JsonObject, path: string, where: string): readonly FieldError[] {
  const isOpen =
    schema['x-kubernetes-int-or-string'] === true ||
    schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (isOpen || stringAt(schema, 'type') !== '') return [];
  return [required(`${path}.type`, `must not be empty for ${where}`)];
}

function validateType(schema: JsonObject, path: string): readonly FieldError[] {
  const { type } = schema;
  if (type !== undefined && !TYPES.includes(String(type))) {
    return [notSupported(`${path}.type`, type, TYPES)];
  }
  if (type === 'array' && !isRecord(schema['items'])) {
    return [required(`${path}.items`, 'must be specified')];
  }
  return [];
}

function validatePattern(schema: JsonObject, path: string): readonly FieldError[] {
  const { pattern } = schema;
  if (typeof pattern !== 'string' || isPattern(pattern)) return [];
  const why = `must be a valid regular expression, but isn't: ${pattern}`;
  return [invalid(`${path}.pattern`, pattern, why)];
}

function validateLists(schema: JsonObject, path: string): readonly FieldError[] {
  const listType = schema['x-kubernetes-list-type'];
  const keys = listAt(schema, 'x-kubernetes-list-map-keys');
  if (listType !== 'map') return [];
  if (keys.length === 0) {
    const why = 'must not be empty if x-kubernetes-list-type is map';
    return [required(`${path}.x-kubernetes-list-map-keys`, why)];
  }
  const properties = recordAt(schema, 'items', 'properties');
  return keys.flatMap((key, index) =>
    Object.hasOwn(properties, String(key))
      ? []
      : [
          invalid(
            `${path}.x-kubernetes-list-map-keys[${index}]`,
            key,
            'entries must all be names of item properties',
          ),
        ],
  );
}

function validateForbidden(schema: JsonObject, path: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (isRecord(schema['properties']) && schema['additionalProperties'] !== undefined) {
    const why = 'additionalProperties and properties are mutual exclusive';
    errors.push(forbidden(`${path}.additionalProperties`, why));
  }
  if (schema['uniqueItems'] === true) {
    const why = 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic';
    errors.push(forbidden(`${path}.uniqueItems`, why));
  }
  if (schema['$ref'] !== undefined) errors.push(forbidden(`${path}.$ref`, '$ref is not supported'));
  return errors;
}
