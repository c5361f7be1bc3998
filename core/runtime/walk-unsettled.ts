import type { Clock } from '../clock.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import type { ActiveCycles } from './active-cycles.ts';
import type { KeyHandler } from './handle-key.ts';

/** How long a walk goes on before other work of the process gets its turn, in milliseconds. */
const SLICE_MS = 4;

/**
 * Tells of every object that is not known to be settled.
 *
 * @remarks Goes in slices, so that a large cache never blocks the process, and costs nothing but a comparison for what is
 * settled: no queue, no worker. An object that cannot be looked at is left to a worker, which tells what is wrong.
 */
export async function walkUnsettled(
  objects: readonly KubeObject[],
  world: {
    readonly clock: Clock;
    readonly cycles: ActiveCycles;
    readonly isSettled: KeyHandler['isSettled'];
  },
  found: (key: string) => void,
): Promise<void> {
  const { clock, cycles, isSettled } = world;
  let next = 0;
  while (next < objects.length) {
    // As a cycle, a slice ends with leadership and does not wait for a provider for ever.
    next = await cycles.track((signal) => walkSlice(next, signal));
    if (next < objects.length) await clock.sleep(0);
  }

  async function walkSlice(from: number, signal: AbortSignal): Promise<number> {
    const untilMs = clock.monotonicMs() + SLICE_MS;
    let at = from;
    do {
      const object = objects[at];
      at += 1;
      if (object === undefined) return at;
      const settled = await isSettled(object, signal).catch(() => false);
      if (!settled) found(keyOf(refOf(object)));
    } while (clock.monotonicMs() < untilMs);
    return at;
  }
}
