import { textOf } from '../errors.ts';
import { type KubeObject, refOf } from '../object/kube-object.ts';
import type { Decision } from './decision.ts';
import type { StageRecord } from './decision-record.ts';
import { learnPruned } from './learn-pruned.ts';
import type { ReconcileWorld } from './reconcile-world.ts';

/** The custom resource after its own changes. */
export interface OwnerOutcome {
  readonly object: KubeObject;
  readonly writes: number;
  readonly stages: readonly StageRecord[];
  readonly error?: unknown;
}

/** Sends the changes of the custom resource itself; one of `metadata` must succeed, one of `spec` may fail. */
export async function patchOwner(
  world: ReconcileWorld,
  object: KubeObject,
  cycle: { readonly decision: Decision; readonly signal: AbortSignal },
): Promise<OwnerOutcome> {
  let current = object;
  let writes = 0;
  const stages: StageRecord[] = [];
  for (const { part, patch: wanted } of cycle.decision.ownerPatches) {
    const patch = world.pruned.effective(wanted, object);
    if (patch === undefined) continue;
    try {
      const target = { type: world.type, ref: refOf(object) };
      const options = { type: 'merge', signal: cycle.signal } as const;
      writes += 1;
      current = await world.cluster.patch(target, patch, options);
      world.written(current);
      learnPruned(world, patch, current);
    } catch (error) {
      if (part === 'metadata') return { object: current, writes, stages, error };
      world.log.warn({ err: error }, 'prepared spec could not be stored');
      stages.push({ stage: 'store-spec', outcome: 'failed', message: textOf(error) });
    }
  }
  return { object: current, writes, stages };
}
