import { Identity, type KubeObject } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import { type AcceptedValues, type Difference, differencesOf } from './differences.ts';
import { foreignItems } from './foreign-items.ts';

/** What the API server made of our last apply of an object: the first step of quiet apply (design §5). */
export interface AppliedMemory {
  /** Live values that stand for declared ones, if the hash is that of the last apply. */
  accepted(uid: string, hash: string): AcceptedValues | undefined;
  /**
   * Notes the answer to a write: only where it is not what was declared, which is nearly never.
   *
   * @returns what is stored otherwise than it was sent.
   */
  note(declared: Manifest, answer: KubeObject, how: NoteOptions): readonly Difference[];
  forget(uid: string): void;
}

/** How an answer is compared. */
export interface NoteOptions {
  readonly isBuiltIn: boolean;
  /** Items of others are no differences. */
  readonly merges: boolean;
}

/** Creates an empty memory; it holds one small map for each object the server answered differently. */
export function createAppliedMemory(): AppliedMemory {
  const byUid = new Map<string, { readonly hash: string; readonly accepted: AcceptedValues }>();
  return {
    accepted(uid, hash) {
      const known = byUid.get(uid);
      return known?.hash === hash ? known.accepted : undefined;
    },
    note(declared, answer, { isBuiltIn, merges }) {
      const { uid } = answer.metadata;
      const hash = declared.metadata.annotations?.[Identity.hashAnnotation];
      const differences = differencesOf(declared, answer, { isBuiltIn });
      if (uid === undefined || hash === undefined) return differences;
      const items = merges ? [] : foreignItems(declared, answer, { isBuiltIn });
      if (differences.length + items.length === 0) byUid.delete(uid);
      else {
        const accepted = new Map([...differences, ...items].map(({ path, live }) => [path, live]));
        byUid.set(uid, { hash, accepted });
      }
      return differences;
    },
    forget: (uid) => void byUid.delete(uid),
  };
}
