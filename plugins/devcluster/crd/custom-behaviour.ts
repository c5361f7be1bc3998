import type { KubernetesSchema } from '../../../schemas/index.ts';
import { type JsonObject, recordsAt, stringAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { validate } from '../schema/validate.ts';
import type { FieldError } from '../status/field-error.ts';
import { compileCellPath } from '../table/cell-path.ts';

/** How the custom resources of one version behave: their schema decides, and versions differ in name only. */
export function customBehaviour(
  version: JsonObject,
  schema: KubernetesSchema,
  apiVersion: string,
): KindBehaviour {
  return {
    validate: (object, old, subresource = '') => validateBySchema(schema, object, old, subresource),
    hasGeneration: true,
    toServed: (object) => (object.apiVersion === apiVersion ? object : { ...object, apiVersion }),
    selectableFields: selectableFieldsOf(version),
  };
}

/** A finding that the stored object already has does not block its update (KEP-4008, ratcheting). */
function validateBySchema(
  schema: KubernetesSchema,
  object: KubeObject,
  old: KubeObject | undefined,
  subresource: string,
): readonly FieldError[] {
  const find = subresource === 'status' ? statusFindings : objectFindings;
  const errors = find(schema, object);
  if (old === undefined || errors.length === 0) return errors;
  const known = new Set(find(schema, old).map(({ field, message }) => field + message));
  return errors.filter(({ field, message }) => !known.has(field + message));
}

function objectFindings(schema: KubernetesSchema, object: KubeObject): readonly FieldError[] {
  return validate(schema, object, '');
}

/** Of a status write only the status is checked, and messages name its fields from there on. */
function statusFindings(schema: KubernetesSchema, object: KubeObject): readonly FieldError[] {
  const status = schema.properties?.['status'];
  if (status === undefined || object['status'] === undefined) return [];
  return validate(status, object['status'], '').map((error) => ({
    ...error,
    field: error.field === '<nil>' ? 'status' : `status.${error.field}`,
  }));
}

function selectableFieldsOf(
  version: JsonObject,
): Readonly<Record<string, (object: KubeObject) => string>> {
  const entries = recordsAt(version, 'selectableFields').map((field) => {
    const path = stringAt(field, 'jsonPath');
    const read = compileCellPath(path);
    return [path.replace(/^\./, ''), (object: KubeObject) => String(read?.(object) ?? '')] as const;
  });
  return Object.fromEntries(entries);
}
