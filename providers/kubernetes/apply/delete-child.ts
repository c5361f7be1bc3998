import {
  type Cluster,
  ErrorCode,
  isOrkError,
  type KubeObject,
  type Operation,
  type OperationContext,
} from '../../../core/index.ts';
import { ownershipOf } from '../plan/ownership.ts';
import { deletePayloadOf } from '../plan/payload.ts';
import { foreignReason } from './foreign-reason.ts';

/** What became of a deletion. */
export type Deleted =
  | { readonly outcome: 'gone' }
  /** It waits for its finalizers or dependents. */
  | { readonly outcome: 'leaving'; readonly object: KubeObject }
  /** Only its labels called it ours; nothing was deleted. */
  | { readonly outcome: 'foreign'; readonly reason: string };

/** Deletes exactly the object that was seen; one that is gone or was replaced meanwhile counts as deleted. */
export async function deleteChild(
  operation: Operation,
  cluster: Cluster,
  { owner, signal }: OperationContext,
): Promise<Deleted> {
  const { type, uid, propagation, isUnproven } = deletePayloadOf(operation.payload);
  const target = { type, ref: { namespace: operation.namespace, name: operation.name } };
  const live = isUnproven === true ? await cluster.get(target, signal) : undefined;
  if (isUnproven === true && live === undefined) return { outcome: 'gone' };
  if (live !== undefined) {
    const ownership = ownershipOf(live, owner, 'fresh');
    if (ownership.whose !== 'ours') {
      return { outcome: 'foreign', reason: foreignReason(live, ownership) };
    }
    // Nobody saw it before, so nobody planned to let it go.
    if (uid === undefined && ownership.isAdopted) return { outcome: 'foreign', reason: ADOPTED };
  }
  try {
    const only = uid ?? live?.metadata.uid;
    const options = { propagation, ...(only === undefined ? {} : { uid: only }) };
    const answer = await cluster.delete(target, options, signal);
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

const ADOPTED = 'was there before the custom resource, and stays';
