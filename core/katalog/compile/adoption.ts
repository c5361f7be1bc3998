import type { ResourceEntry } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { CrdContext } from './crd-context.ts';
import type { EntryPlace } from './entry-place.ts';

/** `adopt` of an entry as written (docs/ownership.md). */
export type Adopt = boolean | { readonly delete?: boolean };

/** What becomes of an object that was there before; a field that could have no effect is an error. */
export function adoptionOf(
  adopt: Adopt | undefined,
  { path, section }: EntryPlace,
  { document }: CrdContext,
): Pick<ResourceEntry, 'adopt'> {
  if (adopt === undefined) return {};
  if (section === 'onDelete') {
    const message = 'adopt has no effect in onDelete: nothing is taken over on the way out';
    document.error([...path, 'adopt'], { code: ProblemCode.EntryWithoutEffect, message });
  }
  if (adopt === false) return { adopt: 'never' };
  return { adopt: adopt !== true && adopt.delete === true ? 'delete' : 'keep' };
}
