import { writeJson } from '../../../core/index.ts';
import type { JsonObject } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource, PrinterColumn } from '../resources/api-resource.ts';
import { humanDuration } from './human-duration.ts';
import { partialObject } from './partial-object.ts';

/** How much of each object goes into its row. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

export interface TableOptions {
  readonly nowMs: number;
  readonly includeObject: IncludeObject;
  /** Watches name the columns only once. */
  readonly withColumns?: boolean;
  readonly metadata?: JsonObject;
}

/** Objects as `meta.k8s.io/v1 Table`, which is what `kubectl get` prints. */
export function tableOf(
  resource: ApiResource,
  objects: readonly KubeObject[],
  options: TableOptions,
): JsonObject {
  const { withColumns = true, metadata = {} } = options;
  const definitions = resource.columns.map(definitionOf);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withColumns ? definitions : null,
    rows: objects.map((object) => rowOf(resource, object, options)),
  };
}

function definitionOf(column: PrinterColumn): JsonObject {
  const { name, type, format = '', description = '', priority = 0 } = column;
  return { name, type, format, description, priority };
}

function rowOf(resource: ApiResource, object: KubeObject, options: TableOptions): JsonObject {
  const { includeObject, nowMs } = options;
  const cells = resource.columns.map((column) => printCell(column, column.cell(object), nowMs));
  if (includeObject === 'None') return { cells };
  return { cells, object: includeObject === 'Object' ? object : partialObject(object) };
}

function printCell(column: PrinterColumn, value: unknown, nowMs: number): unknown {
  const isAge = column.type === 'date' || column.isAge === true;
  if (value === undefined || value === null) return isAge ? '<unknown>' : null;
  if (isAge) return humanDuration(nowMs - Date.parse(String(value)));
  if (typeof value === 'object') return writeJson(value);
  return column.type === 'string' ? String(value) : value;
}
