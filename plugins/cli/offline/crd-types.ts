import { isObject, type KubeObject, type ResourceType } from '../../../core/index.ts';

/** The types that CRD manifests define, one for each served version. */
export function typesOfCrds(manifests: readonly KubeObject[]): readonly ResourceType[] {
  return manifests.flatMap(({ kind, spec }) => {
    if (kind !== 'CustomResourceDefinition' || !isObject(spec) || !isObject(spec['names']))
      return [];
    const { group, names, scope } = spec;
    const versions = Array.isArray(spec['versions']) ? spec['versions'].filter(isObject) : [];
    return versions.map((version) => ({
      group: String(group),
      version: String(version['name']),
      kind: String(names['kind']),
      plural: String(names['plural']),
      namespaced: scope === 'Namespaced',
      subresources: isObject(version['subresources']) ? Object.keys(version['subresources']) : [],
      verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
    }));
  });
}
