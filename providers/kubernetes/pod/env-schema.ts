import type { JsonObject } from '../../../core/index.ts';
import { type Fields, listOf, nameOf, record, scalar } from '../schema/fields.ts';

const OPTIONAL = scalar('true: it may be missing. Default: false.');

function keyOf(kind: string): Fields {
  const name = nameOf(kind, 'Name of the object.');
  return { name, key: scalar('Key in its data.'), optional: OPTIONAL };
}

const SOURCE_FIELDS: Fields = {
  secretKeyRef: record('A key of a Secret.', keyOf('secrets'), ['name', 'key']),
  configMapKeyRef: record('A key of a ConfigMap.', keyOf('configMaps'), ['name', 'key']),
  fieldRef: record('A field of the pod.', {
    fieldPath: scalar('Path of the field, e.g. spec.nodeName.'),
    apiVersion: scalar('Version of the schema of the field. Default: v1.'),
  }),
  resourceFieldRef: record('A request or limit of the container.', {
    resource: scalar('Which one, e.g. limits.cpu.'),
    containerName: scalar('Container. Default: this one.'),
    divisor: scalar('Unit of the value. Default: 1.'),
  }),
};

const VARIABLE_FIELDS: Fields = {
  value: scalar('The value.'),
  valueFrom: record('Another spelling of a source.', SOURCE_FIELDS),
  ...SOURCE_FIELDS,
};

/** Schema of `env`. */
export const ENV_SCHEMA: JsonObject = {
  description: 'Environment variables: a map from name to value or source, or a list.',
  type: ['object', 'array', 'string', 'null'],
  additionalProperties: {
    description: 'A value, or where it comes from.',
    type: ['object', 'string', 'number', 'boolean', 'null'],
    properties: VARIABLE_FIELDS,
    additionalProperties: false,
  },
  items: record('One variable.', { name: scalar('Its name.'), ...VARIABLE_FIELDS }, ['name']),
};

function referencesTo(kind: string, key: string): JsonObject {
  const reference = {
    'x-refers-to': key,
    description: `A ${kind} by name.`,
    type: ['object', 'string', 'null'],
    properties: {
      name: nameOf(key, `Name of the ${kind}.`),
      prefix: scalar('Put before the names of variables. Default: nothing.'),
      suffix: scalar('Put after the names of variables; needs keys. Default: nothing.'),
      keys: listOf(scalar('A key.'), 'Only these keys. Default: all.'),
      optional: OPTIONAL,
    },
    additionalProperties: false,
  };
  return {
    ...reference,
    description: `A ${kind}, or a list of them.`,
    type: ['array', 'object', 'string', 'null'],
    items: reference,
  };
}

const ENV_FROM_FIELDS: Fields = {
  configMapRef: referencesTo('ConfigMap', 'configMaps'),
  secretRef: referencesTo('Secret', 'secrets'),
};

/** Schema of `envFrom`. */
export const ENV_FROM_SCHEMA: JsonObject = {
  description:
    'Environment variables from whole ConfigMaps and Secrets: a list, or a map of lists.',
  type: ['object', 'array', 'string', 'null'],
  properties: ENV_FROM_FIELDS,
  additionalProperties: false,
  items: record('One source.', {
    ...ENV_FROM_FIELDS,
    prefix: scalar('Put before the names of variables. Default: nothing.'),
  }),
};
