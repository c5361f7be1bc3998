import type { RefusedField } from './fixed-differences.ts';

/**
 * Fields of which the API server said that they cannot be changed to what is declared.
 *
 * @remarks Bound to the declaration: another value may be allowed, such as a larger one.
 */
export interface RefusedMemory {
  refused(uid: string, hash: string): readonly RefusedField[];
  note(uid: string, hash: string, fields: readonly RefusedField[]): void;
  forget(uid: string): void;
}

const NONE: readonly RefusedField[] = [];

/** Creates an empty memory. */
export function createRefusedMemory(): RefusedMemory {
  const byUid = new Map<
    string,
    { readonly hash: string; readonly fields: readonly RefusedField[] }
  >();
  return {
    refused(uid, hash) {
      const known = byUid.get(uid);
      return known?.hash === hash ? known.fields : NONE;
    },
    note: (uid, hash, fields) => void byUid.set(uid, { hash, fields }),
    forget: (uid) => void byUid.delete(uid),
  };
}
