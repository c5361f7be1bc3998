import type { Operation } from '../provider/operation.ts';

/** The operation ends what the owner has of an object: by deleting it, or by letting it go. */
export function isEnding({ verb }: Pick<Operation, 'verb'>): boolean {
  return verb === 'delete' || verb === 'release';
}
