import type { CrdProgram } from '../../../core/index.ts';
import { FieldTree, type FieldType } from './field-tree.ts';

type StatusField = CrdProgram['status']['fields'][number];

const CONDITIONS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['type', 'status'],
    properties: {
      type: { type: 'string' },
      status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
      reason: { type: 'string' },
      message: { type: 'string' },
      observedGeneration: { type: 'integer', format: 'int64' },
      lastTransitionTime: { type: 'string', format: 'date-time' },
    },
  },
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
};

/** The declared fields, and those the runtime always writes (katalog-language §11.1). */
export function statusSchema({ status }: CrdProgram): object {
  const tree = new FieldTree();
  const paths = [...new Map(status.fields.map(({ path }) => [path.join('\0'), path])).values()];
  for (const path of paths) {
    for (const end of path.keys()) tree.at(path.slice(0, end + 1)).facts.type ??= 'object';
  }
  for (const path of paths) {
    const type = typeOfStatus(path, status.fields);
    const { facts } = tree.at(path);
    if (type === undefined) delete facts.type;
    else facts.type = type;
  }
  const properties = tree.schema()['properties'] as object | undefined;
  return {
    type: 'object',
    properties: {
      conditions: CONDITIONS,
      observedGeneration: { type: 'integer', format: 'int64' },
      ...properties,
    },
    'x-kubernetes-preserve-unknown-fields': true,
  };
}

/** The one type of all that is written to a path of the status; `undefined` where anything may come. */
export function typeOfStatus(
  path: readonly string[],
  fields: readonly StatusField[],
): FieldType | undefined {
  const key = path.join('\0');
  const types = new Set(fields.filter((each) => each.path.join('\0') === key).map(typeOfField));
  const [type] = types;
  return types.size === 1 ? type : undefined;
}

/** A template yields text unless a type is given, JSONata anything. */
function typeOfField({ type, value }: StatusField): FieldType | undefined {
  if (type === 'auto') return undefined;
  return type ?? (value.language === 'jsonata' ? undefined : 'string');
}
