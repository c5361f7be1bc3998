import type {
  PlanFailure,
  PlanRequest,
  ProviderPlan,
  UnchangedResource,
} from '../../../core/index.ts';
import { observedChildren } from '../observe/observed-child.ts';
import { buildDesired } from './build-desired.ts';
import { decideChild } from './decide-child.ts';
import { placeOf } from './operations.ts';
import { isReferenced } from './ownership.ts';
import type { PlannerState } from './planner-state.ts';
import { prune } from './prune.ts';
import { markSettled, settledChild } from './settled.ts';
import { workloadsOf } from './workloads-of.ts';

/** What has to be done so that the owner has what its blocks ask for, and nothing else. Pure. */
export function planReconcile(request: PlanRequest, state: PlannerState): ProviderPlan {
  const { owner, desired, retained, nowMs } = request;
  const observed = observedChildren(request.observed, state.types);
  const workloads = workloadsOf(owner, [...desired, ...retained]);
  const operations: ProviderPlan['operations'][number][] = [];
  const unchanged: UnchangedResource[] = [];
  const failures: PlanFailure[] = [];
  const wanted = new Set<string>();
  const delays: number[] = [];
  let needsCleanup = [...observed.values()].some(({ object }) => !isReferenced(object, owner));
  const world = { owner, types: state.types, workloads, nowMs, isRunOnDelete: false } as const;
  for (const block of desired) {
    const settled = settledChild(block, { owner, observed, workloads, state });
    if (settled.found !== undefined) {
      wanted.add(settled.found.id);
      unchanged.push(settled.found);
      continue;
    }
    const built = buildDesired(block, world);
    if ('error' in built) {
      failures.push({ entry: block.entry, error: built.error });
      continue;
    }
    for (const warning of built.warnings) state.warn(block.entry, warning);
    for (const child of built.children) {
      wanted.add(child.id);
      needsCleanup ||= !child.isReferenced;
      const live = observed.get(child.id);
      const decision = decideChild(child, live, { state, nowMs });
      if (decision.kind === 'failure') failures.push({ entry: block.entry, error: decision.error });
      else if (decision.kind === 'operation') operations.push(decision.operation);
      else {
        unchanged.push(placeOf(child));
        if (decision.requeueAfterMs !== undefined) delays.push(decision.requeueAfterMs);
        else if (child.copyFrom === undefined) markSettled(settled.digest, live, state);
      }
    }
  }
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
