import { type KubeObject, keyOf, type Operation, type Owner, refOf } from '../../../core/index.ts';
import type { CrdFollowing } from '../follow/crd-following.ts';
import { ownershipOf } from '../plan/ownership.ts';
import { writePayloadOf } from '../plan/payload.ts';
import { foreignReason } from './foreign-reason.ts';

/**
 * Who is making which child: two custom resources that name the same object must not take it from each other
 * (katalog-language §8.2).
 *
 * @remarks All children have one field manager, so the API server would see an apply for another owner as a change of
 * mind: it replaces the owner reference instead of refusing a second one. Therefore the first apply of a child asks the
 * caches, which hold every object of the runtime, and beside them whoever is writing right now.
 */
export class ChildClaims {
  readonly #underWay = new Map<string, Owner>();
  /** By child, then by uid of who could not have it: how to say that it is gone. */
  readonly #waiting = new Map<string, Map<string, () => void>>();

  /** Takes a place until the write is over and shows in the caches, unless another custom resource has the object. */
  take(operation: Operation, owner: Owner, following: CrdFollowing | undefined): Claim {
    const { id, namespace, name } = operation;
    const { type, manifest } = writePayloadOf(operation.payload);
    const present = following?.get(type, { namespace, name });
    const ownership = present === undefined ? undefined : ownershipOf(present, owner);
    if (present !== undefined && ownership?.whose === 'other') {
      this.#wait(id, owner, following);
      return refused(present, ownership.owner);
    }
    const other = this.#underWay.get(id);
    if (other !== undefined && other.object.metadata.uid !== owner.object.metadata.uid) {
      this.#wait(id, owner, following);
      return refused(manifest, `${other.gvk.kind} ${keyOf(refOf(other.object))}`);
    }
    this.#underWay.set(id, owner);
    this.#waiting.get(id)?.delete(owner.object.metadata.uid ?? '');
    return {
      release: () => {
        if (this.#underWay.get(id) === owner) this.#underWay.delete(id);
      },
    };
  }

  /** A child is gone: whoever could not have it may try again, long before its backoff is over. */
  gone(id: string): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    for (const tell of waiting?.values() ?? []) tell();
  }

  #wait(id: string, { object }: Owner, following: CrdFollowing | undefined): void {
    const { uid = '' } = object.metadata;
    const waiting = this.#waiting.get(id) ?? new Map<string, () => void>();
    const key = keyOf(refOf(object));
    this.#waiting.set(
      id,
      waiting.set(uid, () => following?.changed({ uid, key })),
    );
  }
}

/** What came of asking for a place. */
export type Claim =
  | { readonly release: () => void }
  | { readonly object: KubeObject; readonly owner: string; readonly reason: string };

function refused(object: KubeObject, owner: string): Claim {
  return { object, owner, reason: foreignReason(object, { whose: 'other', owner }) };
}
