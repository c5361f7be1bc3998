import { parseDuration } from '../duration.ts';
import { textOf } from '../errors.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Cycle } from './cycle.ts';
import type { ReconcileWorld } from './reconcile-world.ts';
import { scopeOf } from './scope.ts';

/**
 * When a cycle that went well asks to be repeated: the soonest of what the decision, pending operations and the
 * `requeue` rule say (katalog-language §15.4).
 *
 * @returns Milliseconds, `undefined` for "when something changes".
 */
export async function requeueDelay(
  crd: CrdProgram,
  cycle: Cycle,
  world: ReconcileWorld,
): Promise<number | undefined> {
  const delays = cycle.acted.flatMap(({ afterMs }) => (afterMs === undefined ? [] : [afterMs]));
  if (cycle.decision.requeueAfterMs !== undefined) delays.push(cycle.decision.requeueAfterMs);
  const ruled = await ruleDelay(crd, cycle, world);
  if (ruled !== undefined) delays.push(ruled);
  return delays.length === 0 ? undefined : Math.min(...delays);
}

async function ruleDelay(
  crd: CrdProgram,
  cycle: Cycle,
  world: ReconcileWorld,
): Promise<number | undefined> {
  if (crd.requeue === undefined) return undefined;
  const environment = { nowMs: world.clock.nowMs(), randomBytes: world.randomBytes };
  const { object, observations } = cycle;
  const snapshot = { object, observations, figures: world.figures(), environment };
  const scope = scopeOf(snapshot, object, world.providers);
  if (!(await crd.requeue.when.evaluate(scope)).passed) return undefined;
  try {
    const delayMs = parseDuration(await crd.requeue.after.text(scope));
    return delayMs !== undefined && delayMs > 0 ? delayMs : undefined;
  } catch (error) {
    world.log.warn({ err: error, text: textOf(error) }, 'requeue could not be evaluated');
    return undefined;
  }
}
