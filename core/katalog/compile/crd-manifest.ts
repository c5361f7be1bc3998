import { isObject, type JsonObject } from '../../object/json.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';

/** What a CustomResourceDefinition says that the compiler needs. */
export interface CrdManifest {
  readonly file: string;
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly versions: readonly CrdVersion[];
}

export interface CrdVersion {
  readonly name: string;
  readonly isStored: boolean;
  readonly schema: JsonObject | undefined;
  /** Whether a status can be written at all. */
  readonly hasStatus: boolean;
}

/** Tells whether a document is a CustomResourceDefinition. */
export function isCrdManifest(value: unknown): value is JsonObject {
  return isObject(value) && value['kind'] === 'CustomResourceDefinition';
}

/** Reads a CustomResourceDefinition (`apiextensions.k8s.io/v1`); what it lacks is told. */
export function readCrdManifest(
  value: JsonObject,
  document: DocumentContext,
): CrdManifest | undefined {
  const spec = isObject(value['spec']) ? value['spec'] : {};
  const names = isObject(spec['names']) ? spec['names'] : {};
  const versions = Array.isArray(spec['versions']) ? spec['versions'].flatMap(readVersion) : [];
  const [group, kind, plural] = [spec['group'], names['kind'], names['plural']];
  const isComplete =
    typeof group === 'string' && typeof kind === 'string' && typeof plural === 'string';
  if (!isComplete || versions.length === 0) {
    const expected = 'spec.group, spec.names.kind, spec.names.plural and spec.versions';
    const message = `the CustomResourceDefinition is not complete, expected ${expected}`;
    document.error([], { code: ProblemCode.CrdManifestInvalid, message, expected });
    return undefined;
  }
  const namespaced = spec['scope'] !== 'Cluster';
  return { file: document.file, group, kind, plural, namespaced, versions };
}

function readVersion(value: unknown): readonly CrdVersion[] {
  if (!isObject(value) || typeof value['name'] !== 'string') return [];
  const schema = isObject(value['schema']) ? value['schema']['openAPIV3Schema'] : undefined;
  return [
    {
      name: value['name'],
      isStored: value['storage'] === true,
      schema: isObject(schema) ? (schema as JsonObject) : undefined,
      hasStatus: isObject(value['subresources']) && isObject(value['subresources']['status']),
    },
  ];
}

/** The version that is written to storage, or the first. */
export function storedVersion({ versions }: CrdManifest): CrdVersion | undefined {
  return versions.find(({ isStored }) => isStored) ?? versions[0];
}
