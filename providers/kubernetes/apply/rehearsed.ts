import type { Cluster, Operation, OperationContext, OperationResult } from '../../../core/index.ts';
import { ownershipOf } from '../plan/ownership.ts';
import { deletePayloadOf, writePayloadOf } from '../plan/payload.ts';
import { foreignReason } from './foreign-reason.ts';

/**
 * What would come of an operation that takes more than one request, or that removes something: a dry run of the second request
 * would not see the first.
 *
 * @returns `undefined` for an operation that a dry run can answer.
 */
export async function rehearsed(
  operation: Operation,
  cluster: Cluster,
  { owner, signal }: OperationContext,
): Promise<OperationResult | undefined> {
  const { namespace, name, payload, verb } = operation;
  const isEnding = verb === 'delete' || verb === 'release';
  const { type, isUnproven } = isEnding ? deletePayloadOf(payload) : writePayloadOf(payload);
  const isOfOne = !isEnding && verb !== 'replace' && writePayloadOf(payload).hasForeign !== true;
  if (isOfOne) return undefined;
  const target = { type, ref: { namespace, name } };
  const live = isUnproven === true ? await cluster.get(target, signal) : undefined;
  if (live === undefined) return { outcome: 'done' };
  const ownership = ownershipOf(live, owner, 'fresh');
  if (ownership.whose === 'ours') return { outcome: 'done' };
  const reason = foreignReason(live, ownership);
  return { outcome: 'done', became: { decision: 'foreign', reason } };
}
