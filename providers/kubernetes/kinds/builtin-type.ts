import type { ResourceType } from '../../../core/index.ts';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** A namespaced kind that every API server has; its names are part of the Kubernetes API and need no discovery. */
export function builtinType(
  apiVersion: string,
  kind: string,
  rest: { readonly plural: string; readonly subresources?: readonly string[] },
): ResourceType {
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    plural: rest.plural,
    namespaced: true,
    subresources: rest.subresources ?? [],
    verbs: VERBS,
  };
}
