import type { ClusterState } from './lifecycle/cluster-state.ts';
import { createObject } from './lifecycle/create-object.ts';
import { decodeObject } from './lifecycle/decode-object.ts';
import { SYSTEM_NAMESPACES } from './lifecycle/namespace-gate.ts';
import { controllerWrite } from './lifecycle/write-options.ts';

/** Creates what is there in every new cluster: the system namespaces and the Service of the API server. */
export function seedCluster(state: ClusterState): void {
  for (const name of SYSTEM_NAMESPACES) {
    create(state, '', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  create(state, 'default', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, targetPort: 6443 }] },
  });
}

function create(
  state: ClusterState,
  namespace: string,
  body: { readonly kind: string } & Record<string, unknown>,
): void {
  const resource = state.registry.forKind('', body.kind);
  if (resource === undefined) throw new TypeError(`${body.kind} is not a built-in kind`);
  const options = { ...controllerWrite('kube-apiserver'), namespace };
  createObject(state, resource, decodeObject(resource, body, options), options);
}
