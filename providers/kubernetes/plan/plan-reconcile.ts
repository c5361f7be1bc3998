import type {
  Operation,
  PlanFailure,
  PlanRequest,
  ProviderPlan,
  UnchangedResource,
} from '../../../core/index.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import { asItStands } from './adoption.ts';
import { buildDesired } from './build-desired.ts';
import { shareCertificates } from './certificates.ts';
import { copyOrder } from './copy-order.ts';
import { decideChild } from './decide-child.ts';
import type { DesiredChild } from './desired-child.ts';
import { placeOf } from './operations.ts';
import { ownChildren } from './own-children.ts';
import { isReferenced } from './ownership.ts';
import type { PlannerState } from './planner-state.ts';
import { prune } from './prune.ts';
import { scaledBy } from './scaled-by.ts';
import { holdSelector } from './service-selector.ts';
import { markSettled, settledChild } from './settled.ts';
import { isKnown, workloadsOf } from './workloads-of.ts';

/** What has to be done so that the owner has what its blocks ask for, and nothing else. Pure. */
export function planReconcile(request: PlanRequest, state: PlannerState): ProviderPlan {
  const { owner, nowMs } = request;
  const observed = ownChildren(request, state);
  const drafts = draftChildren(request, { observed, state });
  const { unchanged, failures } = drafts;
  const operations: ProviderPlan['operations'][number][] = [];
  const delays: number[] = [];
  let needsCleanup = [...observed.values()].some(({ object }) => !isReferenced(object, owner));
  const children = shareCertificates(drafts.children.map(({ child }) => child));
  const { waveOf, isSourceComing } = copyOrder(children);
  const knowsWorkloads = request.retained.every(isKnown);
  for (const [index, declared] of children.entries()) {
    const live = observed.get(declared.id);
    const adopt = declared.adopt ?? state.adopt;
    const scaler = scaledBy(declared, children);
    const wanted = {
      ...declared,
      ...(scaler === undefined ? {} : { scaledBy: scaler }),
      wave: waveOf(declared),
      ...(adopt === undefined ? {} : { adopt }),
    };
    const world = { observed, children, knowsWorkloads };
    const { child, waitsFor } = holdSelector(asItStands(wanted, live, owner), live, world);
    // What may turn out to have been there before has no reference that would let it go.
    needsCleanup ||= !child.isReferenced || (live === undefined && adopt === 'keep');
    const foreign =
      live === undefined ? state.foreign.recall({ owner, id: child.id, adopt }, nowMs) : undefined;
    if (foreign !== undefined) {
      const { leftMs, reason } = foreign;
      unchanged.push({ ...placeOf(child), standing: { decision: 'foreign', reason } });
      delays.push(leftMs);
      continue;
    }
    const decision = decideChild(child, live, { state, nowMs, isSourceComing });
    if (decision.kind === 'failure') failures.push({ entry: child.entry, error: decision.error });
    else if (decision.kind === 'operation') operations.push(guarded(decision.operation, live));
    else {
      const { kind: _, requeueAfterMs, ...standing } = decision;
      unchanged.push({ ...placeOf(child), ...standing, ...standingOf(waitsFor) });
      if (waitsFor !== undefined) continue;
      if (requeueAfterMs !== undefined) delays.push(requeueAfterMs);
      else if (child.copyFrom === undefined && !isScaled(child, live, state))
        markSettled(drafts.children[index]?.digest, live, { state, standing });
    }
  }
  const { wanted } = drafts;
  // What a block that failed asks for is not known, but what it had stays.
  const failed = new Set(failures.map(({ entry }) => entry));
  const kept = request.desired.filter(({ entry }) => failed.has(entry));
  const retained = [...request.retained, ...kept];
  operations.push(...prune({ ...request, retained }, { observed, wanted }));
  return {
    operations,
    unchanged,
    failures,
    waiting: [],
    needsCleanup,
    ...(delays.length === 0 ? {} : { requeueAfterMs: Math.min(...delays) }),
  };
}

/** Whether it stands as it does depends on who scales it, not on the child alone. */
function isScaled(
  child: DesiredChild,
  live: ObservedChild | undefined,
  { scalers }: PlannerState,
): boolean {
  return child.scaledBy !== undefined || scalers.has(live?.object.metadata.uid ?? '');
}

function standingOf(waitsFor: string | undefined): Pick<UnchangedResource, 'standing'> {
  if (waitsFor === undefined) return {};
  return { standing: { decision: 'kept', reason: `selects as it did until ${waitsFor}` } };
}

/** What only labels call ours is read before it is written. */
function guarded(operation: Operation, live: ObservedChild | undefined): Operation {
  if (live === undefined || live.isProven) return operation;
  return { ...operation, payload: { ...operation.payload, isUnproven: true } };
}

interface Drafts {
  readonly children: { readonly child: DesiredChild; readonly digest: string | undefined }[];
  /** Found to need nothing without being built. */
  readonly unchanged: UnchangedResource[];
  readonly failures: PlanFailure[];
  readonly wanted: Set<string>;
}

/** What all blocks ask for. */
function draftChildren(
  { owner, desired, retained, nowMs }: PlanRequest,
  seen: {
    readonly observed: ReadonlyMap<string, ObservedChild>;
    readonly state: PlannerState;
  },
): Drafts {
  const { observed, state } = seen;
  const workloads = workloadsOf(owner, [...desired, ...retained]);
  const world = { owner, types: state.types, workloads, nowMs, isRunOnDelete: false } as const;
  const drafts: Drafts = { children: [], unchanged: [], failures: [], wanted: new Set() };
  for (const block of desired) {
    const settled = settledChild(block, { owner, observed, workloads, state });
    if (settled.found !== undefined) {
      drafts.wanted.add(settled.found.id);
      drafts.unchanged.push(settled.found);
      continue;
    }
    const built = buildDesired(block, world);
    if ('error' in built) {
      drafts.failures.push({ entry: block.entry, error: built.error });
      continue;
    }
    for (const warning of built.warnings) state.warn(block.entry, warning);
    for (const child of built.children) {
      drafts.wanted.add(child.id);
      drafts.children.push({ child, digest: settled.digest });
    }
  }
  return drafts;
}
