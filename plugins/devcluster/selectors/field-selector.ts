import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { badRequest } from '../status/status-error.ts';

/** Decides about an object by its fields. */
export type FieldPredicate = (object: KubeObject) => boolean;

const METADATA: Readonly<Record<string, (object: KubeObject) => string>> = {
  'metadata.name': (object) => object.metadata.name,
  'metadata.namespace': (object) => object.metadata.namespace ?? '',
};

/**
 * Reads the text of `fieldSelector`: `field=value`, `field==value` and `field!=value`, joined by commas.
 *
 * @throws StatusError 400 for a field the kind cannot be selected by.
 */
export function parseFieldSelector(text: string, resource: ApiResource): FieldPredicate {
  const predicates = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => parseTerm(part, text, resource));
  return (object) => predicates.every((matches) => matches(object));
}

function parseTerm(term: string, text: string, resource: ApiResource): FieldPredicate {
  const match = /^([^=!]+)(!=|==|=)(.*)$/.exec(term);
  if (match === null)
    throw badRequest(`invalid field selector "${text}"; can't understand "${term}"`);
  const [, field = '', operator = '', value = ''] = match;
  const read = METADATA[field] ?? resource.behaviour.selectableFields?.[field];
  if (read === undefined) throw badRequest(notSelectable(field, resource));
  const wantsEqual = operator !== '!=';
  return (object) => (read(object) === value) === wantsEqual;
}

function notSelectable(field: string, resource: ApiResource): string {
  if (resource.isCustom) return `field label not supported: ${field}`;
  const known = resource.behaviour.selectableFields !== undefined;
  return known
    ? `field label not supported: ${field}`
    : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}
