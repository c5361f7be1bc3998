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
  /** A change that the rest of the cycle needs failed. */
  readonly error?: unknown;
  /** A change that the rest of the cycle can do without was refused: what is declared of the spec is not stored. */
  readonly refusal?: unknown;
}

/** Sends the changes of the custom resource itself; without one of `metadata` the cycle ends, one of `spec` can wait. */
export async function patchOwner(
  world: ReconcileWorld,
  object: KubeObject,
  cycle: { readonly decision: Decision; readonly signal: AbortSignal },
): Promise<OwnerOutcome> {
  let current = object;
  let writes = 0;
  const stages: StageRecord[] = [];
  let refusal: unknown;
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
      if (cycle.signal.aborted) throw error;
      world.log.warn({ err: error }, 'prepared spec could not be stored');
      stages.push({ stage: 'store-spec', outcome: 'failed', message: textOf(error) });
      refusal = error;
    }
  }
  return { object: current, writes, stages, ...(refusal === undefined ? {} : { refusal }) };
}
