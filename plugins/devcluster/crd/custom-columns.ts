import { at, type JsonObject, numberAt, recordsAt, stringAt } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { compileCellPath } from '../table/cell-path.ts';
import { nameColumn } from '../table/column.ts';

const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created.',
  cell: (object) => at(object, 'metadata', 'creationTimestamp'),
};

/** The columns of a CRD's version after the name; without any the age alone. */
export function customColumns(version: JsonObject): readonly PrinterColumn[] {
  const declared = recordsAt(version, 'additionalPrinterColumns');
  return [nameColumn, ...(declared.length === 0 ? [AGE] : declared.map(columnOf))];
}

function columnOf(declared: JsonObject): PrinterColumn {
  const priority = numberAt(declared, 'priority');
  return {
    name: stringAt(declared, 'name'),
    type: stringAt(declared, 'type'),
    format: stringAt(declared, 'format'),
    description: stringAt(declared, 'description'),
    ...(priority !== undefined && { priority }),
    cell: compileCellPath(stringAt(declared, 'jsonPath')) ?? (() => undefined),
  };
}
