import type { ResourceType } from '../../core/index.ts';

/** The one type whose plural is fixed by the API itself, so election does not wait for discovery. */
export const LEASES: ResourceType = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
  subresources: [],
  verbs: ['get', 'list', 'watch', 'create', 'update'],
};
