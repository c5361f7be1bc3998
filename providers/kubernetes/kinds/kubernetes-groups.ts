/** API groups that Kubernetes itself serves: their lists have known keys, their quantities known places. */
const GROUPS = new Set([
  '',
  'admissionregistration.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Tells whether a kind is one of Kubernetes' own. */
export function isOfKubernetes({ group }: { readonly group: string }): boolean {
  return GROUPS.has(group);
}
