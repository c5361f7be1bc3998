import type { KubernetesApi, KubernetesResource } from '../../../schemas/index.ts';
import { behaviourOf } from '../builtin/behaviours.ts';
import type { LinkedDefinitions } from '../schema/link-definitions.ts';
import { columnsOf } from '../table/built-in-columns.ts';
import type { ApiResource, ScalePaths } from './api-resource.ts';

/** Kinds that two groups serve keep their objects in one collection. */
const SHARED_COLLECTIONS: Readonly<Record<string, string>> = { 'events.k8s.io/events': 'events' };

const SCALE: ScalePaths = {
  specReplicas: ['spec', 'replicas'],
  statusReplicas: ['status', 'replicas'],
  labelSelector: ['spec', 'selector'],
};

/** The built-in resources with their behaviour. */
export function builtInResources(
  api: KubernetesApi,
  definitions: LinkedDefinitions,
): readonly ApiResource[] {
  return api.resources.map((resource) => builtInResource(resource, definitions));
}

function builtInResource(
  resource: KubernetesResource,
  definitions: LinkedDefinitions,
): ApiResource {
  const schema = definitions.get(resource.schema);
  if (schema === undefined) throw new TypeError(`unknown definition ${resource.schema}`);
  const path = resource.group === '' ? resource.plural : `${resource.group}/${resource.plural}`;
  const hasScale = resource.subresources.some(({ name }) => name === 'scale');
  return {
    group: resource.group,
    version: resource.version,
    kind: resource.kind,
    listKind: `${resource.kind}List`,
    plural: resource.plural,
    singular: resource.singular,
    shortNames: resource.shortNames ?? [],
    categories: resource.categories ?? [],
    namespaced: resource.namespaced,
    verbs: resource.verbs,
    subresources: resource.subresources,
    collection: SHARED_COLLECTIONS[path] ?? path,
    schema,
    definition: resource.schema,
    isCustom: false,
    deprecation: undefined,
    behaviour: behaviourOf(path),
    columns: columnsOf(path),
    scale: hasScale ? SCALE : undefined,
  };
}
