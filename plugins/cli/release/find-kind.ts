import {
  type Cluster,
  DEFINITION_TYPE,
  ErrorCode,
  getPath,
  isObject,
  type KubeObject,
  OrkError,
  type ResourceType,
} from '../../../core/index.ts';

/** A kind of custom resource that is installed. */
export interface InstalledKind {
  /** Name of its definition: `websites.demo.orkestra.io`. */
  readonly id: string;
  readonly type: ResourceType;
}

/** All kinds of custom resources, as their definitions say. */
export async function installedKinds(
  cluster: Cluster,
  signal: AbortSignal,
): Promise<readonly InstalledKind[]> {
  const { items } = await cluster.list(DEFINITION_TYPE, {}, signal);
  return items.flatMap(kindsOf);
}

/**
 * The kind that is called so, as kubectl would read it: `Website`, `websites`, `website.demo.orkestra.io`.
 *
 * @throws {@link OrkError} `Usage` when none is, or several are.
 */
export async function findKind(
  cluster: Cluster,
  name: string,
  signal: AbortSignal,
): Promise<InstalledKind> {
  const { items } = await cluster.list(DEFINITION_TYPE, {}, signal);
  const found = items.filter((definition) => namesOf(definition).includes(name.toLowerCase()));
  const [kind] = found.flatMap(kindsOf);
  if (kind !== undefined && found.length === 1) return kind;
  const text =
    found.length === 0
      ? `no kind of custom resource is called ${name}`
      : `${name} may be ${found.map(({ metadata }) => metadata.name).join(' or ')}: write one of these`;
  throw new OrkError('Kind is not known', {
    code: ErrorCode.Usage,
    retry: { kind: 'never' },
    details: { text },
  });
}

function namesOf(definition: KubeObject): readonly string[] {
  const names = getPath(definition, ['spec', 'names']);
  const group = String(getPath(definition, ['spec', 'group']));
  if (!isObject(names)) return [];
  const { kind, plural, shortNames, singular } = names;
  const short: readonly unknown[] = Array.isArray(shortNames) ? shortNames : [];
  const all = [kind, plural, singular, ...short].filter((each) => typeof each === 'string');
  return all.flatMap((each) => [each.toLowerCase(), `${each.toLowerCase()}.${group}`]);
}

/** In the first version that is served; its metadata are the same in each. */
function kindsOf(definition: KubeObject): readonly InstalledKind[] {
  const versions = getPath(definition, ['spec', 'versions']);
  const all: readonly unknown[] = Array.isArray(versions) ? versions : [];
  const served = all.filter(isObject).find((version) => version['served'] === true);
  if (served === undefined) return [];
  const read = (...path: readonly string[]): string =>
    String(getPath(definition, ['spec', ...path]));
  const type: ResourceType = {
    group: read('group'),
    version: String(served['name']),
    kind: read('names', 'kind'),
    plural: read('names', 'plural'),
    namespaced: read('scope') === 'Namespaced',
    subresources: [],
    verbs: ['get', 'list', 'patch'],
  };
  return [{ id: definition.metadata.name, type }];
}
