import {
  ErrorCode,
  type GroupVersionKind,
  gvkOf,
  isObject,
  type KubeObject,
  OrkError,
  type Program,
  type ResourceEntry,
} from '../../../core/index.ts';
import { loadKubernetesApi } from '../../../schemas/index.ts';

/** What permissions need to know of a kind. */
export interface CatalogResource {
  readonly group: string;
  readonly plural: string;
  /** False for what is in no namespace, where a Role grants nothing. */
  readonly namespaced: boolean;
}

/** Plural names without a cluster: built-in kinds, the Katalogs' own CRDs, and CRD manifests at hand. */
export interface ResourceCatalog {
  /** @throws {OrkError} `KindUnknown` when the plural would have to be guessed. */
  of(entry: ResourceEntry): CatalogResource;
}

interface CatalogKind extends CatalogResource {
  readonly kind: string;
}

/** Builds the catalog for a program; `manifests` may hold CRDs. */
export async function createResourceCatalog(
  program: Program,
  manifests: readonly KubeObject[],
): Promise<ResourceCatalog> {
  const { resources } = await loadKubernetesApi();
  const kinds: readonly CatalogKind[] = [
    ...resources,
    ...program.crds.map(({ gvk, namespaced, plural }) => ({ ...gvk, namespaced, plural })),
    ...manifests.flatMap(kindOfCrd),
  ];
  return {
    of(entry) {
      const found =
        entry.kind === 'custom'
          ? kinds.find((each) => isSame(each, gvkOfCustom(entry)))
          : resources.find(({ plural }) => plural === entry.kind.toLowerCase());
      if (found === undefined) throw unknownKind(entry);
      const { group, namespaced, plural } = found;
      return { group, namespaced, plural };
    },
  };
}

function isSame(kind: CatalogKind, gvk: GroupVersionKind): boolean {
  return kind.group === gvk.group && kind.kind === gvk.kind;
}

function gvkOfCustom({ written }: ResourceEntry): GroupVersionKind {
  return gvkOf({ apiVersion: String(written['apiVersion']), kind: String(written['kind']) });
}

function kindOfCrd({ kind, spec }: KubeObject): readonly CatalogKind[] {
  if (kind !== 'CustomResourceDefinition' || !isObject(spec) || !isObject(spec['names'])) return [];
  const { names } = spec;
  const group = String(spec['group']);
  const namespaced = spec['scope'] !== 'Cluster';
  return [{ group, kind: String(names['kind']), namespaced, plural: String(names['plural']) }];
}

function unknownKind({ id, kind, position, written }: ResourceEntry): OrkError {
  const name =
    kind === 'custom' ? `${String(written['apiVersion'])} ${String(written['kind'])}` : kind;
  const { column, file, line } = position;
  return new OrkError('Plural of a kind is not known', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: {
      text: `${file}:${line}:${column}: the plural of ${name} (${id}) is not known`,
      hint: 'Put the manifest of its CRD beside the Katalog, in a file named crd.yaml or <name>-crd.yaml',
    },
  });
}
