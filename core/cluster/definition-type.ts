import type { ResourceType } from './cluster.ts';

/**
 * Definitions of kinds (`apiextensions.k8s.io/v1`); every API server serves them.
 *
 * @remarks Named here because asking discovery for it would make discovery remember that kinds still to come are not served.
 */
export const DEFINITION_TYPE: ResourceType = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
  subresources: ['status'],
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
};
