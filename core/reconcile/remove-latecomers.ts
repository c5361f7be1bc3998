import type { KubeObject } from '../object/kube-object.ts';
import { type Acted, act } from './act.ts';
import { errorOfAll } from './error-of-all.ts';
import { observeAll } from './observe.ts';
import { ownerOf } from './owner-of.ts';
import { planEnding } from './plan-ending.ts';
import { wavesOf } from './plan-resources.ts';
import type { ReconcileWorld } from './reconcile-world.ts';

/** What removing them came to. */
export interface LatecomersRemoved {
  readonly acted: readonly Acted[];
  /** Some could not be removed, or it is not known whether there are any. */
  readonly error?: unknown;
}

/**
 * Removes what came up for a custom resource after it was gone: a replica that was killed or frozen may have had a request under
 * way, and caches of different kinds are not equally new, so a deletion may be complete before all is seen that it has to remove.
 *
 * @param object - what is known of it: kind and metadata
 * @param isGone - asked before anything is deleted
 */
export async function removeLatecomers(
  world: Pick<ReconcileWorld, 'clock' | 'crd' | 'providers'>,
  object: KubeObject,
  context: { readonly isGone: () => Promise<boolean>; readonly signal: AbortSignal },
): Promise<LatecomersRemoved> {
  const { clock, crd, providers } = world;
  const { isGone, signal } = context;
  const owner = ownerOf(crd, object);
  const seen = await observeAll(owner, [], { providers, signal });
  const request = { phase: 'latecomers', owner, nowMs: clock.nowMs() } as const;
  const plans = await planEnding(request, providers, seen);
  const operations = plans.flatMap((plan) => plan.operations);
  const acted =
    operations.length > 0 && (await isGone())
      ? await act(wavesOf(operations), {
          owner,
          signal,
          providers,
          now: () => clock.monotonicMs(),
        })
      : [];
  const failures = acted.filter(({ error }) => error !== undefined);
  const error = errorOfAll([
    ...plans.flatMap((plan) => plan.failures),
    ...failures.map(({ operation, error: cause }) => ({ entry: operation.id, error: cause })),
  ]);
  return { acted, ...(error === undefined ? {} : { error }) };
}
