import { at } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';

/** The name, which is the first column of almost every kind. */
export const nameColumn: PrinterColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Name must be unique within a namespace. Is required when creating resources.',
  cell: (object) => at(object, 'metadata', 'name'),
};

/** A column that is always shown. */
export function column(
  name: string,
  cell: (object: unknown) => unknown,
  type: 'string' | 'integer' | 'boolean' = 'string',
): PrinterColumn {
  return { name, type, cell };
}

/** A column of `-o wide`. */
export function wide(name: string, cell: (object: unknown) => unknown): PrinterColumn {
  return { name, type: 'string', priority: 1, cell };
}

/** How old the object is. */
export const age: PrinterColumn = {
  name: 'Age',
  type: 'string',
  isAge: true,
  cell: (object) => at(object, 'metadata', 'creationTimestamp'),
};

/** A few entries with a hint at the rest, as kubectl shows lists. */
export function list(entries: readonly string[]): string {
  if (entries.length === 0) return '<none>';
  const shown = entries.slice(0, 3).join(',');
  return entries.length > 3 ? `${shown} + ${entries.length - 3} more...` : shown;
}
