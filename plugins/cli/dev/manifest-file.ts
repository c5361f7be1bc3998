import {
  DEFINITION_TYPE,
  isObject,
  type KubeObject,
  keyOf,
  readManifests,
  refOf,
  type SourceDocument,
  type SourcePosition,
} from '../../../core/index.ts';
import { customResourcesIn, manifestsIn } from '../manifests.ts';

/**
 * What a file is read for:
 * - `definitions`: its CRDs alone, whatever else it holds.
 * - `setup`: all of it.
 * - `custom`: all of it, and a file without anything is a mistake.
 */
export type ManifestRole = 'definitions' | 'setup' | 'custom';

/** A file with manifests for a development cluster. */
export interface ManifestFile {
  readonly document: SourceDocument;
  readonly role: ManifestRole;
  readonly objects: readonly KubeObject[];
}

/**
 * Reads a document for what its role asks for.
 *
 * @throws {OrkError} `DocumentInvalid`.
 */
export function manifestFile(document: SourceDocument, role: ManifestRole): ManifestFile {
  if (role === 'custom') return { document, role, objects: customResourcesIn([document]) };
  const objects = manifestsIn([document]);
  return { document, role, objects: role === 'setup' ? objects : objects.filter(isDefinition) };
}

export function isDefinition({ kind }: KubeObject): boolean {
  return kind === DEFINITION_TYPE.kind;
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
