import { ErrorCode, isOrkError } from '../errors.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { type Acted, act } from './act.ts';
import type { Cycle } from './cycle.ts';
import { decide } from './decide.ts';
import { becauseOf } from './decide-deletion.ts';
import type { Decision } from './decision.ts';
import type { StageRecord } from './decision-record.ts';
import { withWayOut } from './deletion-way-out.ts';
import { errorOfAll, type Fault, namingEntry } from './error-of-all.ts';
import { ownerOf } from './owner-of.ts';
import { patchOwner } from './patch-owner.ts';
import type { ReconcileWorld } from './reconcile-world.ts';
import { settleEntries } from './settle-entries.ts';
import { lookAgain, takeSnapshot } from './take-snapshot.ts';
import { writeStatus } from './write-status.ts';

/**
 * One cycle: observe → decide → act → observe → status (design §2).
 *
 * @remarks Rejects only when something nobody expected happens, or on abort; a failure that belongs to the object is
 * `error` of the cycle and stands in its status.
 * @param isBusy - asked before a status that only says which generation was observed is written: `true` postpones it, and
 * the caller comes back. Default: never busy.
 */
export async function reconcile(
  world: ReconcileWorld,
  object: KubeObject,
  signal: AbortSignal,
  isBusy: () => boolean = () => false,
): Promise<Cycle> {
  const before = await takeSnapshot(world, object, signal);
  const { snapshot } = before;
  const decision = await untilAborted(decide(world.crd, snapshot, world.providers), signal);
  const own = await patchOwner(world, object, { decision, signal });
  const canAct = own.error === undefined;
  const owner = ownerOf(world.crd, { ...decision.object, metadata: own.object.metadata });
  const { providers } = world;
  const now = (): number => world.clock.monotonicMs();
  const acted = canAct ? await act(decision.waves, { owner, signal, providers, now }) : [];
  const isLeaving = object.metadata.deletionTimestamp !== undefined;
  const failure = own.error ?? wholeError(decision, acted) ?? own.refusal;
  const error = isLeaving ? withWayOut(failure, object) : failure;
  const stages = [...loopStages(world), ...decision.stages, ...own.stages];
  const entries = settleEntries(decision.entries, acted);
  const seen = snapshot.observations;
  const done = { decision, stages, acted, entries, seen, began: object };
  if ((isLeaving && error === undefined) || decision.standsAside !== undefined) {
    const status = { fields: [], written: false };
    const { object: now, writes: ownWrites } = own;
    const { observations } = snapshot;
    return withError({ status, ownWrites, object: now, observations, ...done }, error);
  }
  const changed = new Set(
    acted.flatMap(({ operation, outcome }) => (outcome === 'done' ? [operation.provider] : [])),
  );
  const { snapshot: after } =
    changed.size === 0 ? before : await lookAgain(world, before, { changed, signal });
  const status = await writeStatus(world, own.object, {
    decision,
    snapshot: after,
    signal,
    error,
    entries,
    isBusy,
  });
  const { writeError, fault } = status.decision;
  const cycle = {
    status: status.decision,
    ownWrites: own.writes + status.writes,
    object: status.object,
    observations: after.observations,
    ...done,
  };
  return withError(cycle, error ?? writeError ?? fault);
}

function withError(cycle: Cycle, error: unknown): Cycle {
  return error === undefined ? cycle : { ...cycle, error };
}

/** A cycle that is ended does not wait for what ignores its signal. */
function untilAborted<Answer>(task: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    void task.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** That writes are slowed down belongs into the record of each cycle that is let through. */
function loopStages({ loop }: ReconcileWorld): readonly StageRecord[] {
  return loop === undefined
    ? []
    : [{ stage: 'write-loop', outcome: 'warned', message: loop.message }];
}

/** What failed in a cycle, all of it: a fault of the whole first, an overdue deletion with what stands in its way. */
function wholeError(decision: Decision, acted: readonly Acted[]): unknown {
  const failed = acted.filter(({ outcome }) => outcome === 'failed').map(faultOf);
  if (failed.length === 0) return decision.error;
  if (isOrkError(decision.error, ErrorCode.DeletionTimeout))
    return becauseOf(decision.error, errorOfAll(failed));
  const { faults = [] } = decision;
  if (decision.error !== undefined && faults.length === 0) return decision.error;
  return errorOfAll([...faults, ...failed]);
}

const NAMELESS: ReadonlySet<string> = new Set([
  ErrorCode.ApiInvalid,
  ErrorCode.ApiDenied,
  ErrorCode.ApiNamespaceTerminating,
  ErrorCode.ApiNotFound,
  ErrorCode.ApiFailed,
]);

function faultOf({ operation, error }: Acted): Fault {
  const entry = operation.entry || `${operation.resource}/${operation.name}`;
  // The API server may tell of a field, a namespace or a quota without the object it is about.
  const isNameless = isOrkError(error) && NAMELESS.has(error.code);
  return { entry, error: isNameless ? namingEntry(entry, error) : error };
}
