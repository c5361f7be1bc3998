import type { Clock } from '../clock.ts';
import { deepEqual } from '../object/deep-equal.ts';

/** Parts of one object's status that the API server has refused. */
export interface RefusedParts {
  /** The API server's words where it has refused this value at this path. */
  reason(path: string, value?: unknown): string | undefined;
  /** Notes a refusal. */
  note(path: string, refusal: { readonly value?: unknown; readonly reason: string }): void;
}

/** What the API server has refused, so that it is not sent again unchanged. */
export interface RefusedStatus {
  of(uid: string): RefusedParts;
  /** The schema has changed: what was refused may be accepted now. */
  forget(): void;
}

interface Refusal {
  readonly value: unknown;
  readonly reason: string;
  readonly atMs: number;
}

/** A webhook or a policy may have changed its mind after this long, in milliseconds. */
const FORGET_MS = 300_000;
/** Objects remembered; when there are more, all are tried anew. */
const MAX_OBJECTS = 2_000;

/** Creates an empty memory. */
export function createRefusedStatus(clock: Clock): RefusedStatus {
  const objects = new Map<string, Map<string, Refusal>>();
  return {
    of: (uid) => ({
      reason(path, value) {
        const known = objects.get(uid)?.get(path);
        if (known === undefined || !deepEqual(known.value, value)) return undefined;
        return clock.monotonicMs() - known.atMs < FORGET_MS ? known.reason : undefined;
      },
      note(path, { value, reason }) {
        if (!objects.has(uid) && objects.size >= MAX_OBJECTS) objects.clear();
        const refusals = objects.get(uid) ?? new Map<string, Refusal>();
        objects.set(uid, refusals);
        refusals.set(path, { value, reason, atMs: clock.monotonicMs() });
      },
    }),
    forget: () => objects.clear(),
  };
}
