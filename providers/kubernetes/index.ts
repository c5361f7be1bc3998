/** The only door of the Kubernetes provider and of its client. */

export { type Connection, staticConnection } from './client/connection.ts';
export {
  createKubernetesCluster,
  type KubernetesCluster,
  type KubernetesClusterOptions,
} from './client/kubernetes-cluster.ts';
export { type LoadConnectionOptions, loadConnection } from './client/load-connection.ts';
export { createKubernetesProvider, type KubernetesProviderOptions } from './kubernetes-provider.ts';
export { REDACTED } from './observe/outputs.ts';
export {
  findOwnedObjects,
  letGo,
  type OwnedObject,
  type OwnedObjects,
} from './release/owned-objects.ts';
