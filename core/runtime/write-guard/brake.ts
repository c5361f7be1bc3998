import type { KubeObject } from '../../object/kube-object.ts';
import type { CrdProgram } from '../../program/program.ts';
import type { QueueItem } from '../../queue/queue.ts';
import type { Cycle } from '../../reconcile/cycle.ts';
import type { LoopNotice, ReconcileWorld } from '../../reconcile/reconcile-world.ts';
import { inputVersion } from '../input-version.ts';
import { fieldWritesOf } from './field-writes.ts';
import { findWriters } from './find-writers.ts';
import { createWriteGuard, type Verdict } from './write-guard.ts';
import { isOfStatusOnly, loopText, type WriteLoop } from './write-loop.ts';

/** Slows down custom resources whose writes do not come to an end. */
export interface Brake {
  /** How long a key has to wait before it may be worked on, in milliseconds. */
  waitMs(item: QueueItem, object: KubeObject): number;
  /** What there is to be told of a key in the cycle that begins; `undefined`: nothing, as of nearly all. */
  noticeFor(key: string, object: KubeObject, signal: AbortSignal): Promise<LoopNotice> | undefined;
  /** Notes a cycle; an unpaced one may be part of a loop. */
  note(item: QueueItem, object: KubeObject, cycle: Cycle): Verdict;
  forget(key: string): void;
  /** Keys that are slowed down, with what is told of them; at most 20. */
  loops(): readonly { readonly object: string; readonly message: string }[];
}

/** Most custom resources that health tells of. */
const LOOPS_LIMIT = 20;

/** Creates the brake of one CRD. */
export function createBrake(crd: CrdProgram, world: ReconcileWorld): Brake {
  const guard = createWriteGuard(crd.resyncMs);
  const nowMs = (): number => world.clock.monotonicMs();
  const textOf = (loop: WriteLoop): string => loopText(loop, crd.resyncMs);
  const isNamed = new Set<string>();
  const named = async (
    key: string,
    object: KubeObject,
    found: { readonly loop: WriteLoop; readonly signal: AbortSignal },
  ): Promise<LoopNotice> => {
    if (!isNamed.has(key)) {
      isNamed.add(key);
      guard.name(key, await findWriters(world, object, found));
    }
    const loop = guard.loopOf(key) ?? found.loop;
    return { reason: loop.reason, message: textOf(loop), isOfStatusOnly: isOfStatusOnly(loop) };
  };
  return {
    waitMs: ({ key }, object) => guard.waitMs(key, generationOf(object), nowMs()),
    noticeFor(key, object, signal) {
      const loop = guard.loopOf(key);
      if (loop !== undefined) return named(key, object, { loop, signal });
      if (isNamed.size > 0) isNamed.delete(key);
      return undefined;
    },
    note({ key, lane }, object, cycle) {
      const hasWritten =
        cycle.ownWrites > 0 || cycle.acted.some(({ outcome }) => outcome === 'done');
      if (!hasWritten && guard.loopOf(key) === undefined) return 'fine';
      return guard.note(key, {
        writes: () => fieldWritesOf(crd, cycle),
        before: inputVersion(object, cycle.seen),
        after: inputVersion(cycle.object, cycle.observations),
        generation: generationOf(cycle.object),
        isPaced: lane === 'resync',
        nowMs: nowMs(),
      });
    },
    forget(key) {
      guard.forget(key);
      isNamed.delete(key);
    },
    loops: () =>
      [...guard.loops()]
        .slice(0, LOOPS_LIMIT)
        .map(([object, loop]) => ({ object, message: textOf(loop) })),
  };
}

function generationOf({ metadata }: KubeObject): number {
  return metadata.generation ?? 0;
}
