import {
  type Cluster,
  ErrorCode,
  isOrkError,
  type KubeObject,
  type Operation,
} from '../../../core/index.ts';
import { deletePayloadOf } from '../plan/payload.ts';

/** What became of a deletion. */
export type Deleted =
  | { readonly outcome: 'gone' }
  /** It waits for its finalizers or dependents. */
  | { readonly outcome: 'leaving'; readonly object: KubeObject };

/** Deletes exactly the object that was seen; one that is gone or was replaced meanwhile counts as deleted. */
export async function deleteChild(
  operation: Operation,
  cluster: Cluster,
  signal: AbortSignal,
): Promise<Deleted> {
  const { type, uid, propagation } = deletePayloadOf(operation.payload);
  const target = { type, ref: { namespace: operation.namespace, name: operation.name } };
  try {
    const answer = await cluster.delete(target, { propagation, uid }, signal);
    const isLeaving = answer?.metadata?.deletionTimestamp !== undefined;
    return answer !== undefined && isLeaving
      ? { outcome: 'leaving', object: answer }
      : { outcome: 'gone' };
  } catch (error) {
    // The uid is another one: what was to be deleted is no longer there.
    if (isOrkError(error, ErrorCode.ApiConflict)) return { outcome: 'gone' };
    throw error;
  }
}
