import {
  ErrorCode,
  Identity,
  isObject,
  type Operation,
  OrkError,
  type Owner,
  type PlanFailure,
  type PlanRequest,
  type PlanWait,
  type ProviderPlan,
} from '../../../core/index.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import { buildDesired } from './build-desired.ts';
import { runOperation } from './decide-child.ts';
import type { DesiredChild } from './desired-child.ts';
import { deleteOperation, releaseOperation, seekOperation } from './operations.ts';
import { ownChildren } from './own-children.ts';
import { isReferenced } from './ownership.ts';
import { placeKey, placesOf } from './places-of.ts';
import type { PlannerState } from './planner-state.ts';
import { workloadsOf } from './workloads-of.ts';

/** How soon a deletion is looked at again without an event, in milliseconds (katalog-language §13.2). */
const POLL_MS = 3_000;

/** The next step of a phase of deletion (katalog-language §13). Pure. */
export function planDeletion(request: PlanRequest, state: PlannerState): ProviderPlan {
  const observed = ownChildren(request, state);
  const draft = new DeletionDraft();
  if (request.phase === 'cleanup' || request.phase === 'latecomers') {
    for (const child of observed.values()) {
      if (!standsAlone(child, request.owner) || isRunJob(child)) continue;
      if (isOrphaning(request.owner)) draft.release(child);
      else draft.remove(child, '');
    }
    if (!isOrphaning(request.owner)) draft.seek(unseenChildren(request, { observed, state }));
    return draft.plan();
  }
  for (const block of request.desired) {
    const world = {
      owner: request.owner,
      types: state.types,
      workloads: workloadsOf(request.owner, request.desired),
      nowMs: request.nowMs,
      isRunOnDelete: request.phase === 'run',
    };
    if (request.phase === 'remove') {
      for (const child of namedChildren(block, request, observed)) draft.remove(child, block.entry);
      continue;
    }
    const built = buildDesired(block, world);
    if ('error' in built) draft.failures.push({ entry: block.entry, error: built.error });
    else for (const child of built.children) draft.run(child, observed.get(child.id));
  }
  return draft.plan();
}

/**
 * It was made, or taken over, without a reference that would let it go with its owner. One that has lost its reference was left on
 * purpose: the garbage collector takes them off when dependents are to be orphaned.
 */
function standsAlone({ isAdopted, object }: ObservedChild, owner: Owner): boolean {
  const { annotations = {} } = object.metadata;
  return !isReferenced(object, owner) && (isAdopted || Identity.ownerKeyAnnotation in annotations);
}

/** `kubectl delete --cascade=orphan`: whatever the owner has is to stay. */
function isOrphaning({ object }: Owner): boolean {
  return object.metadata.finalizers?.includes(ORPHAN) ?? false;
}

/** Finalizer that stands for it (Kubernetes, `metav1.FinalizerOrphanDependents`). */
const ORPHAN = 'orphan';

/**
 * Declared objects that garbage collection would leave and that no cache shows: somebody may have taken off the label by which they
 * are followed, while nobody was there to put it back.
 */
function unseenChildren(
  { owner, declared = [], nowMs }: PlanRequest,
  seen: {
    readonly observed: ReadonlyMap<string, ObservedChild>;
    readonly state: PlannerState;
  },
): readonly DesiredChild[] {
  const { observed, state } = seen;
  const workloads = workloadsOf(owner, declared);
  const world = { owner, types: state.types, workloads, nowMs, isRunOnDelete: false };
  return declared.flatMap((block) => {
    const built = buildDesired(block, world);
    const children = 'error' in built ? [] : built.children;
    return children.filter(
      ({ id, isReferenced: isCollected }) =>
        !isCollected && !observed.has(id) && !state.sought.has(owner.object.metadata.uid, id),
    );
  });
}

class DeletionDraft {
  readonly operations: Operation[] = [];
  readonly waiting: PlanWait[] = [];
  readonly failures: PlanFailure[] = [];

  plan(): ProviderPlan {
    const { operations, waiting, failures } = this;
    return { operations, waiting, failures, unchanged: [], needsCleanup: true };
  }

  /** Deletes in the foreground and waits until it is gone. */
  remove(child: ObservedChild, entry: string): void {
    if (child.isAdopted) {
      this.operations.push(releaseOperation(child, entry, 'custom resource is deleted'));
      return;
    }
    if (child.object.metadata.deletionTimestamp !== undefined) {
      this.waiting.push(waitFor(child, entry, 'is being deleted'));
      return;
    }
    const rest = { entry, propagation: 'Foreground', isAwaited: true } as const;
    this.operations.push(deleteOperation(child, { ...rest, reason: 'custom resource is deleted' }));
  }

  /** Deletes what may be there; it is read first. */
  seek(children: readonly DesiredChild[]): void {
    for (const child of children)
      this.operations.push(seekOperation(child, 'custom resource is deleted'));
  }

  /** Leaves it, without the marks that say whose it was. */
  release(child: ObservedChild): void {
    this.operations.push(releaseOperation(child, '', 'left on purpose: its owner is orphaning it'));
  }

  /** Creates a Job and waits until it is complete. */
  run(child: DesiredChild, live: ObservedChild | undefined): void {
    if (live === undefined) {
      this.operations.push(runOperation(child));
      return;
    }
    const outcome = jobOutcome(live);
    if (outcome === 'failed') {
      const { entry } = child;
      this.failures.push({ entry, error: failedJob(live) });
    } else if (outcome === 'running') {
      this.waiting.push(waitFor(live, child.entry, 'has not finished'));
    }
  }
}

function waitFor(child: ObservedChild, entry: string, what: string): PlanWait {
  const { id, kind: resource, namespace, name } = child;
  return { entry, id, resource, namespace, name, message: `${name} ${what}`, afterMs: POLL_MS };
}

/** Owned objects that a block of `onDelete` names. */
function namedChildren(
  block: PlanRequest['desired'][number],
  request: PlanRequest,
  observed: ReadonlyMap<string, ObservedChild>,
): readonly ObservedChild[] {
  const places = new Set(
    placesOf(request.owner, block.kind, block.block).map(({ namespace, name }) =>
      placeKey(block.kind, namespace, name),
    ),
  );
  return [...observed.values()].filter(({ kind, namespace, name }) =>
    places.has(placeKey(kind, namespace, name)),
  );
}

/** A Job that ran on deletion stays until the cluster clears it away: deleted by us, it would run again. */
function isRunJob({ kind, object }: ObservedChild): boolean {
  const spec = object['spec'];
  return kind === 'jobs' && isObject(spec) && spec['ttlSecondsAfterFinished'] !== undefined;
}

function jobOutcome({ object }: ObservedChild): 'complete' | 'failed' | 'running' {
  const status = object['status'];
  const conditions = isObject(status) ? status['conditions'] : undefined;
  const holds = (type: string): boolean =>
    Array.isArray(conditions) &&
    conditions.some((each) => isObject(each) && each['type'] === type && each['status'] === 'True');
  if (holds('Complete')) return 'complete';
  return holds('Failed') ? 'failed' : 'running';
}

function failedJob({ namespace, name }: ObservedChild): OrkError {
  return new OrkError('Job of onDelete failed', {
    code: ErrorCode.ReconcileFailed,
    details: { text: `job ${namespace}/${name} of onDelete failed` },
  });
}
