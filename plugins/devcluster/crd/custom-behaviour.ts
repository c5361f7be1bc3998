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
    validate: (object, old) => validateBySchema(schema, object, old),
    hasGeneration: true,
    toServed: (object) => (object.apiVersion === apiVersion ? object : { ...object, apiVersion }),
    selectableFields: selectableFieldsOf(version),
    ...(version['deprecated'] === true && {
      warnings: (object: KubeObject) => [
        stringAt(version, 'deprecationWarning') || `${apiVersion} ${object.kind} is deprecated`,
      ],
    }),
  };
}

/** A finding that the stored object already has does not block its update (KEP-4008, ratcheting). */
function validateBySchema(
  schema: KubernetesSchema,
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  const errors = validate(schema, object, '');
  if (old === undefined || errors.length === 0) return errors;
  const known = new Set(validate(schema, old, '').map(({ field, message }) => field + message));
  return errors.filter(({ field, message }) => !known.has(field + message));
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
