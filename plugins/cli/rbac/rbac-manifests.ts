import { type Grant, type Rule, rulesOf } from './grant.ts';

/** Name of the account and of everything bound to it. */
const NAME = 'orkestra-runtime';

const LABELS = {
  'app.kubernetes.io/name': 'orkestra',
  'app.kubernetes.io/component': 'runtime',
};

const API_GROUP = 'rbac.authorization.k8s.io';

/** Namespaces that every cluster has. */
const BUILT_IN = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Whether every cluster has a namespace. */
export function isBuiltInNamespace(name: string): boolean {
  return BUILT_IN.includes(name);
}

/** Namespace, ServiceAccount, roles and bindings for some grants, in an order that can be applied as it stands. */
export function rbacManifests(
  grants: readonly Grant[],
  {
    namespace: runtimeNamespace,
    withNamespace,
  }: { readonly namespace: string; readonly withNamespace: boolean },
): readonly object[] {
  // Without labels: applied to a namespace that is there already, it changes nothing of it.
  const place = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: runtimeNamespace } };
  const isMade = withNamespace && !isBuiltInNamespace(runtimeNamespace);
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: NAME, namespace: runtimeNamespace, labels: LABELS },
  };
  const everywhere = grants.filter(({ namespaces }) => namespaces === undefined);
  const names = [...new Set(grants.flatMap(({ namespaces }) => namespaces ?? []))].sort();
  const namespaced = names.flatMap((namespace) => {
    const here = grants.filter(({ namespaces }) => namespaces?.includes(namespace));
    return roleAndBinding('Role', rulesOf(here), { namespace, runtimeNamespace });
  });
  const clusterWide =
    everywhere.length === 0
      ? []
      : roleAndBinding('ClusterRole', rulesOf(everywhere), { runtimeNamespace });
  return [...(isMade ? [place] : []), account, ...clusterWide, ...namespaced];
}

function roleAndBinding(
  kind: 'Role' | 'ClusterRole',
  rules: readonly Rule[],
  {
    namespace,
    runtimeNamespace,
  }: { readonly namespace?: string; readonly runtimeNamespace: string },
): readonly object[] {
  const place = namespace === undefined ? {} : { namespace };
  const metadata = { name: NAME, ...place, labels: LABELS };
  const apiVersion = `${API_GROUP}/v1`;
  return [
    { apiVersion, kind, metadata, rules },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: API_GROUP, kind, name: NAME },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: runtimeNamespace }],
    },
  ];
}
