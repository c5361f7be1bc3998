import type { JsonObject } from '../json/record.ts';
import type { ClusterState } from '../lifecycle/cluster-state.ts';
import { deleteObject } from '../lifecycle/delete-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';

/** Evicts a Pod, which is to delete it; disruption budgets are stored and not enforced. */
export function evictPod(
  state: ClusterState,
  resource: ApiResource,
  target: { readonly namespace: string; readonly name: string },
): JsonObject {
  deleteObject(state, resource, target);
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
}
