/** Declared objects that deletions of custom resources have looked for already, so that each is looked for once. */
export interface SoughtMemory {
  has(uid: string | undefined, id: string): boolean;
  note(uid: string | undefined, id: string): void;
}

/** Custom resources remembered; the oldest go first, and are looked after once more. */
const MOST = 5_000;

/** Creates an empty memory. */
export function createSoughtMemory(): SoughtMemory {
  const byOwner = new Map<string, Set<string>>();
  return {
    has: (uid = '', id) => byOwner.get(uid)?.has(id) ?? false,
    note(uid = '', id) {
      const known = byOwner.get(uid) ?? new Set<string>();
      byOwner.set(uid, known.add(id));
      const [oldest] = byOwner.keys();
      if (byOwner.size > MOST && oldest !== undefined) byOwner.delete(oldest);
    },
  };
}
