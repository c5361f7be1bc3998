import type { Owner } from '../../../core/index.ts';

/** How long what somebody else has is left alone before it is looked at again, in milliseconds. */
const FOREIGN_MS = 60_000;

/** What a custom resource could not have, and why, so that not every cycle asks for it again. */
export interface ForeignMemory {
  /** `undefined`: nothing is known, or it is time to look again. */
  recall(
    wanted: Wanted,
    nowMs: number,
  ): { readonly reason: string; readonly leftMs: number } | undefined;
  /** It was found to be somebody else's lately, whatever an entry says. */
  isKnown(wanted: Pick<Wanted, 'owner' | 'id'>, nowMs: number): boolean;
  note(wanted: Wanted, reason: string, nowMs: number): void;
  /** The object is gone. */
  forget(id: string): void;
}

/** An object that a custom resource declares. */
export interface Wanted {
  readonly owner: Owner;
  readonly id: string;
  /** A changed mind of the entry is a reason to look again. */
  readonly adopt: string | undefined;
}

interface Known {
  readonly reason: string;
  readonly atMs: number;
  readonly generation: number | undefined;
  readonly adopt: string | undefined;
}

/** Creates an empty memory. */
export function createForeignMemory(): ForeignMemory {
  const byId = new Map<string, Map<string, Known>>();
  return {
    recall({ owner, id, adopt }, nowMs) {
      const { uid = '', generation } = owner.object.metadata;
      const known = byId.get(id)?.get(uid);
      if (known === undefined) return undefined;
      const leftMs = known.atMs + FOREIGN_MS - nowMs;
      const isOutdated = known.generation !== generation || known.adopt !== adopt;
      return leftMs <= 0 || isOutdated ? undefined : { reason: known.reason, leftMs };
    },
    isKnown({ owner, id }, nowMs) {
      const known = byId.get(id)?.get(owner.object.metadata.uid ?? '');
      return known !== undefined && known.atMs + FOREIGN_MS > nowMs;
    },
    note({ owner, id, adopt }, reason, nowMs) {
      for (const [other, known] of byId) {
        for (const [uid, { atMs }] of known) if (nowMs - atMs >= FOREIGN_MS) known.delete(uid);
        if (known.size === 0) byId.delete(other);
      }
      const { uid = '', generation } = owner.object.metadata;
      const known = byId.get(id) ?? new Map<string, Known>();
      byId.set(id, known.set(uid, { reason, atMs: nowMs, generation, adopt }));
    },
    forget: (id) => void byId.delete(id),
  };
}
