import type { NewCondition } from '../object/conditions.ts';
import { isObject } from '../object/json.ts';
import type { ReasonOf } from './condition-reasons.ts';
import type { LoopNotice } from './reconcile-world.ts';

/** `WriteLoop`: there while writes do not come to an end, and from then on, so that its end can be waited for. */
export function loopCondition(
  loop: LoopNotice | undefined,
  present: unknown,
): readonly NewCondition[] {
  if (loop !== undefined) return [writeLoop('True', loop.reason, loop.message)];
  const isKnown = Array.isArray(present) && present.some(isLoop);
  return isKnown ? [writeLoop('False', 'NoLoop', 'Writes come to an end')] : [];
}

function isLoop(condition: unknown): boolean {
  return isObject(condition) && condition['type'] === 'WriteLoop';
}

function writeLoop(
  status: NewCondition['status'],
  reason: ReasonOf<'WriteLoop'>,
  message: string,
): NewCondition {
  return { type: 'WriteLoop', status, reason, message };
}
