import { isObject, type KubeObject } from '../../../core/index.ts';
import { type Fields, NO_FIELDS, parseFields, printFields, unionOf } from './fields-v1.ts';

/** Who owns which fields of an object: an entry of `metadata.managedFields`. */
export interface Manager {
  readonly name: string;
  readonly operation: string;
  /** Empty for the object itself. */
  readonly subresource: string;
  readonly fields: Fields;
  /** The entry as it came. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** The managers of an object as it came from the API server; none of one from a cache. */
export function managersOf({ metadata }: KubeObject): readonly Manager[] {
  const entries: unknown = 'managedFields' in metadata ? metadata['managedFields'] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.filter(isObject).map((written) => ({
    name: textOf(written['manager']),
    operation: textOf(written['operation']),
    subresource: textOf(written['subresource']),
    fields: parseFields(written['fieldsV1']),
    written,
  }));
}

/** The entry of a manager with other fields. */
export function withFields(manager: Manager, fields: Fields): Manager {
  return { ...manager, fields, written: { ...manager.written, fieldsV1: printFields(fields) } };
}

/** A manager that applies and owns nothing yet. */
export function newApplier(name: string, apiVersion: string): Manager {
  const operation = 'Apply';
  const written = { manager: name, operation, apiVersion, fieldsType: 'FieldsV1', fieldsV1: {} };
  return { name, operation, subresource: '', fields: NO_FIELDS, written };
}

/** Fields that any of the managers owns. */
export function ownedBy(managers: readonly Manager[]): Fields {
  return managers.reduce((all, { fields }) => unionOf(all, fields), NO_FIELDS);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
