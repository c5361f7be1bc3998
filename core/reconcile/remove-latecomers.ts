import type { KubeObject } from '../object/kube-object.ts';
import { type Acted, act } from './act.ts';
import { errorOfAll } from './error-of-all.ts';
import { observeAll } from './observe.ts';
import { ownerOf } from './owner-of.ts';
import { wavesOf } from './plan-resources.ts';
import type { ReconcileWorld } from './reconcile-world.ts';
import { providerFailure } from './unobserved.ts';

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
  const { observations, unobserved } = await observeAll(owner, [], { providers, signal });
  const nowMs = clock.nowMs();
  const faults = [...unobserved.values()].map((error) => ({ entry: '', error }));
  const plans = await Promise.all(
    [...observations].map(async ([name, observed]) => {
      const request = { phase: 'latecomers', owner, desired: [], retained: [], observed, nowMs };
      try {
        return await providers.get(name)?.plan({ ...request, phase: 'latecomers' });
      } catch (error) {
        faults.push({ entry: '', error: providerFailure(name, error) });
        return undefined;
      }
    }),
  );
  const operations = plans.flatMap((plan) => plan?.operations ?? []);
  const acted =
    operations.length > 0 && (await isGone())
      ? await act(wavesOf(operations), {
          owner,
          signal,
          providers,
          now: () => clock.monotonicMs(),
        })
      : [];
  for (const { operation, error } of acted)
    if (error !== undefined) faults.push({ entry: operation.id, error: error as never });
  const error = errorOfAll(faults);
  return { acted, ...(error === undefined ? {} : { error }) };
}
