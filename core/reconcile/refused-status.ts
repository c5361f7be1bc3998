import type { Clock } from '../clock.ts';
import { deepEqual } from '../object/deep-equal.ts';

/** Parts of one object's status that the API server has refused. */
export interface RefusedParts {
  /** The API server's words where it has refused this value at this path. */
  reason(path: string, value?: unknown): string | undefined;
  /** Notes a refusal. */
  note(path: string, refusal: { readonly value?: unknown; readonly reason: string }): void;
  /** What the API server has stored in place of this value at this path; `undefined` where it stores what it is sent. */
  alteredTo(path: string, value: unknown): unknown;
  /** Notes that something else was stored than was sent. */
  noteAltered(path: string, sent: unknown, stored: unknown): void;
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
  readonly stored?: unknown;
  readonly atMs: number;
}

/** A webhook or a policy may have changed its mind after this long, in milliseconds. */
const FORGET_MS = 300_000;
/** Objects remembered; when there are more, all are tried anew. */
const MAX_OBJECTS = 2_000;

/** Creates an empty memory. */
export function createRefusedStatus(clock: Clock): RefusedStatus {
  const refused = new Map<string, Map<string, Refusal>>();
  const altered = new Map<string, Map<string, Refusal>>();
  const recall = (objects: typeof refused, uid: string, path: string, value: unknown) => {
    const known = objects.get(uid)?.get(path);
    if (known === undefined || !deepEqual(known.value, value)) return undefined;
    return clock.monotonicMs() - known.atMs < FORGET_MS ? known : undefined;
  };
  const note = (objects: typeof refused, uid: string, path: string, what: Refusal): void => {
    if (!objects.has(uid) && objects.size >= MAX_OBJECTS) objects.clear();
    const parts = objects.get(uid) ?? new Map<string, Refusal>();
    objects.set(uid, parts);
    parts.set(path, what);
  };
  return {
    of: (uid) => ({
      reason: (path, value) => recall(refused, uid, path, value)?.reason,
      note: (path, { value, reason }) =>
        note(refused, uid, path, { value, reason, atMs: clock.monotonicMs() }),
      alteredTo: (path, value) => recall(altered, uid, path, value)?.stored,
      noteAltered: (path, value, stored) =>
        note(altered, uid, path, { value, reason: '', stored, atMs: clock.monotonicMs() }),
    }),
    forget() {
      refused.clear();
      altered.clear();
    },
  };
}
