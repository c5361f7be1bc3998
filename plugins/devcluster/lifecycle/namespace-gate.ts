import { at } from '../json/record.ts';
import { storeKey } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { forbiddenRequest, notFound, StatusError } from '../status/status-error.ts';
import type { ClusterState } from './cluster-state.ts';

const NAMESPACES = { group: '', plural: 'namespaces', kind: 'Namespace' };

/** Namespaces that the server needs for itself. */
export const SYSTEM_NAMESPACES: readonly string[] = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
];

/** Those of them that cannot be deleted. */
const IMMORTAL: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

/**
 * Refuses to delete a namespace that the server needs (admission plugin NamespaceLifecycle).
 *
 * @throws StatusError 403.
 */
export function assertMayBeDeleted(resource: ApiResource, name: string): void {
  const isNamespace = resource.collection === 'namespaces';
  if (!isNamespace || !IMMORTAL.has(name)) return;
  throw forbiddenRequest(resource, name, 'this namespace may not be deleted');
}

/**
 * Refuses to create objects in a namespace that is missing or on its way out (admission plugin NamespaceLifecycle).
 *
 * @throws StatusError 404 or 403.
 */
export function assertNamespaceAcceptsObjects(
  state: ClusterState,
  resource: ApiResource,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): void {
  if (!resource.namespaced) return;
  const found = state.store.collection('namespaces').get(storeKey('', namespace));
  if (found === undefined) throw notFound(NAMESPACES, namespace);
  if (at(found, 'status', 'phase') !== 'Terminating') return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const refusal = forbiddenRequest(resource, name, why);
  throw new StatusError(refusal.message, {
    code: 403,
    reason: 'Forbidden',
    details: {
      ...refusal.details,
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    },
  });
}
