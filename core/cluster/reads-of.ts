import type { Cluster } from './cluster.ts';

/** What a cluster answers without being changed. */
export type ClusterReads = Pick<Cluster, 'forgetDiscovery' | 'get' | 'list' | 'resolve' | 'watch'>;

/** The reads of a cluster, for one that stands before it and deals with writes only. */
export function readsOf(cluster: Cluster): ClusterReads {
  return {
    resolve: (gvk, signal) => cluster.resolve(gvk, signal),
    forgetDiscovery: () => cluster.forgetDiscovery(),
    list: (type, options, signal) => cluster.list(type, options, signal),
    watch: (type, options, signal) => cluster.watch(type, options, signal),
    get: (target, signal) => cluster.get(target, signal),
  };
}
