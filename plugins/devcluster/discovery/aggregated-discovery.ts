import type { KubernetesSubresource } from '../../../schemas/index.ts';
import type { JsonObject } from '../json/record.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { versionsOf } from './legacy-discovery.ts';

/** The media type of all discovery in one document (KEP-3352). */
export const AGGREGATED_DISCOVERY =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Whether the client takes the aggregated document. */
export function acceptsAggregated(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => {
    const parameters = new Set(range.split(';').map((part) => part.trim()));
    return ['g=apidiscovery.k8s.io', 'v=v2', 'as=APIGroupDiscoveryList'].every((parameter) =>
      parameters.has(parameter),
    );
  });
}

/** `/api` (the core group) or `/apis` (all named ones) with everything in it. */
export function aggregatedDiscovery(
  resources: readonly ApiResource[],
  isCore: boolean,
): JsonObject {
  const relevant = resources.filter(({ group }) => (group === '') === isCore);
  const groups = [...new Set(relevant.map(({ group }) => group))];
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((name) => ({
      metadata: name === '' ? {} : { name },
      versions: versionsOf(name, relevant).map((version) => ({
        version,
        resources: relevant
          .filter((entry) => entry.group === name && entry.version === version)
          .map(resourceEntry),
        freshness: 'Current',
      })),
    })),
  };
}

function resourceEntry(resource: ApiResource): JsonObject {
  const { group, version, kind, isCustom, shortNames, categories, subresources } = resource;
  return {
    resource: resource.plural,
    // The real server leaves group and version empty where they are those of the document.
    responseKind: isCustom ? { group, version, kind } : { group: '', version: '', kind },
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
    ...(subresources.length > 0 && {
      subresources: subresources.map((entry) => subresourceEntry(entry, resource)),
    }),
  };
}

function subresourceEntry(entry: KubernetesSubresource, resource: ApiResource): JsonObject {
  const own = resource.isCustom ? resource : { group: '', version: '' };
  const { group, version } = { ...own, ...entry };
  return {
    subresource: entry.name,
    responseKind: { group, version, kind: entry.kind },
    verbs: entry.verbs,
  };
}
