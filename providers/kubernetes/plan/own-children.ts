import type { PlanRequest } from '../../../core/index.ts';
import { type ObservedChild, observedChildren } from '../observe/observed-child.ts';
import type { PlannerState } from './planner-state.ts';

/** What the owner has, without what turned out to carry only its labels. */
export function ownChildren(
  { observed, owner, nowMs }: Pick<PlanRequest, 'observed' | 'owner' | 'nowMs'>,
  state: PlannerState,
): ReadonlyMap<string, ObservedChild> {
  const children = observedChildren(observed, state.types, owner);
  const isForeign = ({ id, isProven }: ObservedChild): boolean =>
    !isProven && state.foreign.isKnown({ owner, id }, nowMs);
  const found = [...children.values()].filter(isForeign);
  if (found.length === 0) return children;
  return new Map([...children].filter(([, child]) => !found.includes(child)));
}
