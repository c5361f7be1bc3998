import {
  isObject,
  type KubeObject,
  keyOf,
  readManifests,
  refOf,
  type SourceDocument,
  type SourcePosition,
} from '../../../core/index.ts';

/** A file with custom resources for a development cluster. */
export interface CustomResourceFile {
  readonly document: SourceDocument;
  readonly objects: readonly KubeObject[];
}

/** Where a field of an object stands in its file, or the object itself where the field is not known. */
export function positionIn(
  document: SourceDocument,
  object: KubeObject,
  field: string,
): SourcePosition {
  for (const { positionOf, value } of readManifests(document).documents) {
    const base = pathOf(value, object);
    if (base !== undefined) return positionOf([...base, ...stepsOf(field)]);
  }
  return { file: document.file, line: 1, column: 1 };
}

/** Steps to an object in what a document holds: none for the document itself, two for an item of a List. */
function pathOf(value: unknown, object: KubeObject): readonly (string | number)[] | undefined {
  if (!isObject(value)) return undefined;
  if (value['kind'] === 'List' && Array.isArray(value['items'])) {
    const index = value['items'].findIndex((item: unknown) => isSame(item, object));
    return index < 0 ? undefined : ['items', index];
  }
  return isSame(value, object) ? [] : undefined;
}

function isSame(value: unknown, object: KubeObject): boolean {
  if (!isObject(value) || !isObject(value['metadata'])) return false;
  if (value['apiVersion'] !== object.apiVersion || value['kind'] !== object.kind) return false;
  return keyOf(refOf(value as KubeObject)) === keyOf(refOf(object));
}

/** Steps of a field as the API server names it: `spec.hosts[0].name`. */
function stepsOf(field: string): readonly (string | number)[] {
  const steps = field.match(/[^.[\]]+/g) ?? [];
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
