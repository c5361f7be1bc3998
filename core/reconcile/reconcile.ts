import type { Clock } from '../clock.ts';
import type { Cluster, ResourceType } from '../cluster/cluster.ts';
import { ErrorCode, isOrkError, textOf } from '../errors.ts';
import type { Environment } from '../expression/expression.ts';
import type { Logger } from '../log.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Observation, Provider } from '../provider/provider.ts';
import { type Acted, act } from './act.ts';
import { decide } from './decide.ts';
import { becauseOf } from './decide-deletion.ts';
import { decideStatus, type StatusDecision } from './decide-status.ts';
import type { Decision } from './decision.ts';
import type { StageRecord } from './decision-record.ts';
import { namingEntry } from './draft-entries.ts';
import { declaredNames, observeAll } from './observe.ts';
import { ownerOf } from './owner-of.ts';
import type { PrunedFields } from './pruned-fields.ts';
import { scopeOf } from './scope.ts';
import type { Figures, Snapshot } from './snapshot.ts';
import { createToldFaults, type ToldFaults } from './told-faults.ts';

/** What a reconcile works with; the same for every cycle of a CRD. */
export interface ReconcileWorld {
  readonly crd: CrdProgram;
  readonly type: ResourceType;
  /** Refuses writes unless this process leads. */
  readonly cluster: Cluster;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly randomBytes: Environment['randomBytes'];
  readonly figures: () => Figures;
  /** What the schema of the CRD drops; learnt from answers. */
  readonly pruned: PrunedFields;
  /** Told of every newer state of the custom resource that an own write answered. */
  readonly written: (object: KubeObject) => void;
}

/** The status a cycle decided, and what became of it. */
export interface WrittenStatus extends StatusDecision {
  readonly written: boolean;
  /** `true`: it only says which generation was observed, and more urgent work goes first. */
  readonly isPostponed?: boolean;
  /** Why it could not be written; never fails the cycle (katalog-language §15.6). */
  readonly writeError?: unknown;
}

/** Everything a cycle found and did, before it is told to anyone. */
export interface Cycle {
  readonly decision: Decision;
  readonly stages: readonly StageRecord[];
  readonly acted: readonly Acted[];
  readonly status: WrittenStatus;
  /** Writes of the custom resource itself. */
  readonly ownWrites: number;
  /** Its newest known state. */
  readonly object: KubeObject;
  readonly observations: ReadonlyMap<string, Observation>;
  readonly error?: unknown;
}

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
  const snapshot = await takeSnapshot(world, object, signal);
  const decision = await decide(world.crd, snapshot, world.providers);
  const own = await patchOwner(world, object, { decision, signal });
  const canAct = own.error === undefined;
  const owner = ownerOf(world.crd, { ...decision.object, metadata: own.object.metadata });
  const { providers } = world;
  const now = (): number => world.clock.monotonicMs();
  const acted = canAct ? await act(decision.waves, { owner, signal, providers, now }) : [];
  const failed = acted.find(({ outcome }) => outcome === 'failed');
  const error = own.error ?? wholeError(decision.error, failed);
  const stages = [...decision.stages, ...own.stages];
  const done = { decision, stages, acted, ...(error === undefined ? {} : { error }) };
  const isLeaving = object.metadata.deletionTimestamp !== undefined;
  if ((isLeaving && error === undefined) || decision.standsAside !== undefined) {
    const status = { fields: [], written: false };
    return {
      ...done,
      status,
      ownWrites: own.writes,
      object: own.object,
      observations: snapshot.observations,
    };
  }
  const hasActed = acted.some(({ outcome }) => outcome === 'done');
  const after = hasActed ? await takeSnapshot(world, object, signal) : snapshot;
  const status = await writeStatus(world, own.object, {
    decision,
    snapshot: after,
    signal,
    error,
    isBusy,
  });
  return {
    ...done,
    status: status.decision,
    ownWrites: own.writes + (status.decision.written ? 1 : 0),
    object: status.object,
    observations: after.observations,
  };
}

/** What failed in a cycle: the decision's own fault first, an overdue deletion with what stands in its way. */
function wholeError(decided: unknown, failed: Acted | undefined): unknown {
  if (failed === undefined) return decided;
  const { error, operation } = failed;
  // The API server may tell of a field without the object it is in.
  const told = isOrkError(error, ErrorCode.ApiInvalid)
    ? namingEntry(operation.entry, error)
    : error;
  return isOrkError(decided, ErrorCode.DeletionTimeout)
    ? becauseOf(decided, told)
    : (decided ?? told);
}

async function takeSnapshot(
  world: ReconcileWorld,
  object: KubeObject,
  signal: AbortSignal,
): Promise<Snapshot> {
  const { crd, providers, randomBytes } = world;
  const environment = { nowMs: world.clock.nowMs(), randomBytes };
  const blind: Snapshot = {
    object,
    observations: new Map(),
    figures: world.figures(),
    environment,
  };
  const declared = crd.readsChildren
    ? await declaredNames(crd, scopeOf(blind, object, providers))
    : [];
  const observations = await observeAll(ownerOf(crd, object), declared, { providers, signal });
  return { ...blind, observations };
}

interface OwnerOutcome {
  readonly object: KubeObject;
  readonly writes: number;
  readonly stages: readonly StageRecord[];
  readonly error?: unknown;
}

/** Sends the changes of the custom resource itself; one of `metadata` must succeed, one of `spec` may fail. */
async function patchOwner(
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
      learn(world, patch, current);
    } catch (error) {
      if (part === 'metadata') return { object: current, writes, stages, error };
      world.log.warn({ err: error }, 'prepared spec could not be stored');
      stages.push({ stage: 'store-spec', outcome: 'failed', message: textOf(error) });
    }
  }
  return { object: current, writes, stages };
}

/** Writes the status when it differs; a failed write is told in the log and tried again in the next cycle. */
async function writeStatus(
  world: ReconcileWorld,
  object: KubeObject,
  cycle: {
    readonly decision: Decision;
    readonly snapshot: Snapshot;
    readonly signal: AbortSignal;
    readonly error: unknown;
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
    learn(world, patch, written);
    return { decision: { ...status, written: true }, object: written };
  } catch (error) {
    if (signal.aborted) throw error;
    world.log.warn({ err: error }, 'status could not be written');
    return { decision: { ...status, written: false, writeError: error }, object };
  }
}

const faultsOf = new WeakMap<ReconcileWorld, ToldFaults>();

/** Status fields that failed are left out of the status (katalog-language §11.2), so the log names them. */
function tellFields(world: ReconcileWorld, object: KubeObject, status: StatusDecision): void {
  const failed = status.fields.filter(({ outcome }) => outcome === 'failed');
  const texts = failed.map(({ path, error = '' }) => `${path}: ${error}`);
  const told = faultsOf.get(world) ?? createToldFaults();
  faultsOf.set(world, told);
  if (!told.isNews(object.metadata.uid ?? '', texts.join('; '))) return;
  const fields = { object: keyOf(refOf(object)), fields: texts };
  world.log.warn(fields, 'status fields could not be evaluated');
}

/** What the API server dropped is told once: its author has to declare it in the schema. */
function learn(
  world: ReconcileWorld,
  sent: Readonly<Record<string, unknown>>,
  answered: KubeObject,
): void {
  const { metadata: _, ...fields } = sent;
  const dropped = world.pruned.learn(fields, answered);
  if (dropped.length > 0)
    world.log.warn({ dropped }, 'schema of the custom resource does not know fields');
}
