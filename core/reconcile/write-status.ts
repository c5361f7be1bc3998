import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import type { WrittenStatus } from './cycle.ts';
import { decideStatus, type StatusDecision } from './decide-status.ts';
import type { Decision } from './decision.ts';
import type { EntryRecord } from './decision-record.ts';
import { learnPruned } from './learn-pruned.ts';
import type { ReconcileWorld } from './reconcile-world.ts';
import { scopeOf } from './scope.ts';
import type { Snapshot } from './snapshot.ts';

/** Writes the status when it differs; a failed write is told in the log and tried again in the next cycle. */
export async function writeStatus(
  world: ReconcileWorld,
  object: KubeObject,
  cycle: {
    readonly decision: Decision;
    readonly snapshot: Snapshot;
    readonly signal: AbortSignal;
    readonly error: unknown;
    readonly entries: readonly EntryRecord[];
    readonly isBusy: () => boolean;
  },
): Promise<{
  readonly decision: WrittenStatus;
  readonly object: KubeObject;
}> {
  const { decision, snapshot, signal } = cycle;
  const scope = scopeOf(
    snapshot,
    { ...decision.object, metadata: object.metadata },
    world.providers,
  );
  const { nowMs } = snapshot.environment;
  const { conditions } = decision;
  const status = await decideStatus(world.crd, {
    object,
    scope,
    conditions,
    error: cycle.error,
    entries: cycle.entries,
    nowMs,
  });
  tellFields(world, object, status);
  const wanted = status.patch === undefined ? undefined : { status: status.patch };
  const isWritable = world.type.subresources.includes('status');
  const patch = wanted === undefined ? undefined : world.pruned.effective(wanted, object);
  if (!isWritable || patch === undefined)
    return { decision: { ...status, written: false }, object };
  // A failure is always told at once: its retry comes in its own time.
  if (status.isOnlyObserved === true && cycle.error === undefined && cycle.isBusy())
    return { decision: { ...status, written: false, isPostponed: true }, object };
  try {
    const target = { type: world.type, ref: refOf(object) };
    const options = { type: 'merge', subresource: 'status', signal } as const;
    const written = await world.cluster.patch(target, patch, options);
    world.written(written);
    learnPruned(world, patch, written);
    return { decision: { ...status, written: true }, object: written };
  } catch (error) {
    if (signal.aborted) throw error;
    world.log.warn({ err: error }, 'status could not be written');
    return { decision: { ...status, written: false, writeError: error }, object };
  }
}

/** Status fields that failed are left out of the status (katalog-language §11.2), so the log names them. */
function tellFields(world: ReconcileWorld, object: KubeObject, status: StatusDecision): void {
  const failed = status.fields.filter(({ outcome }) => outcome === 'failed');
  const texts = failed.map(({ path, error = '' }) => `${path}: ${error}`);
  if (!world.toldFaults.isNews(object.metadata.uid ?? '', texts.join('; '))) return;
  const fields = { object: keyOf(refOf(object)), fields: texts };
  world.log.warn(fields, 'status fields could not be evaluated');
}
