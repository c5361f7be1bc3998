import type {
  PlanFailure,
  PlanRequest,
  ProviderPlan,
  UnchangedResource,
} from '../../../core/index.ts';
import { type ObservedChild, observedChildren } from '../observe/observed-child.ts';
import { buildDesired } from './build-desired.ts';
import { shareCertificates } from './certificates.ts';
import { copyOrder } from './copy-order.ts';
import { decideChild } from './decide-child.ts';
import type { DesiredChild } from './desired-child.ts';
import { placeOf } from './operations.ts';
import { isReferenced } from './ownership.ts';
import type { PlannerState } from './planner-state.ts';
import { prune } from './prune.ts';
import { markSettled, settledChild } from './settled.ts';
import { workloadsOf } from './workloads-of.ts';

/** What has to be done so that the owner has what its blocks ask for, and nothing else. Pure. */
export function planReconcile(request: PlanRequest, state: PlannerState): ProviderPlan {
  const { owner, nowMs } = request;
  const observed = observedChildren(request.observed, state.types);
  const drafts = draftChildren(request, { observed, state });
  const { unchanged, failures } = drafts;
  const operations: ProviderPlan['operations'][number][] = [];
  const delays: number[] = [];
  let needsCleanup = [...observed.values()].some(({ object }) => !isReferenced(object, owner));
  const children = shareCertificates(drafts.children.map(({ child }) => child));
  const { waveOf, isSourceComing } = copyOrder(children);
  for (const [index, declared] of children.entries()) {
    const child = { ...declared, wave: waveOf(declared) };
    needsCleanup ||= !child.isReferenced;
    const live = observed.get(child.id);
    const decision = decideChild(child, live, { state, nowMs, isSourceComing });
    if (decision.kind === 'failure') failures.push({ entry: child.entry, error: decision.error });
    else if (decision.kind === 'operation') operations.push(decision.operation);
    else {
      const { kind: _, requeueAfterMs, ...standing } = decision;
      unchanged.push({ ...placeOf(child), ...standing });
      if (requeueAfterMs !== undefined) delays.push(requeueAfterMs);
      else if (child.copyFrom === undefined)
        markSettled(drafts.children[index]?.digest, live, { state, standing });
    }
  }
  const { wanted } = drafts;
  if (failures.length === 0) operations.push(...prune(request, { observed, wanted }));
  return {
    operations,
    unchanged,
    failures,
    waiting: [],
    needsCleanup,
    ...(delays.length === 0 ? {} : { requeueAfterMs: Math.min(...delays) }),
  };
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
