import type { Note } from '../notes/note.ts';
import type { CompiledTemplate, ValueUse } from '../template/index.ts';
import { canonicalPath } from './context-roots.ts';
import type { PathReference } from './expression.ts';
import { readsPartsOnly } from './parts-only.ts';

type NoteLookup = (name: string) => Pick<Note, 'domain'> | undefined;

/** Functions that tell of the whole of the data only whether it is there or the same. */
const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'ne', 'not']);

/** Annotations of an object may hold a copy of it. */
const COPIES = /annotation/i;

/** Paths that a template reads, and whether it shows what stands there. */
export function templateReferences(
  { references }: Pick<CompiledTemplate, 'references'>,
  noteOf: NoteLookup,
): readonly PathReference[] {
  return references.map(({ path, offset, ...use }) => ({
    path: canonicalPath(path),
    offset,
    ...(isHidden(use, noteOf) ? { isHidden: true } : {}),
  }));
}

/** Whether a template may show the whole scope, Secrets among the children included: `{{ toJson . }}`, `{{ $ }}`. */
export function showsWholeRoot(
  { rootUses }: Pick<CompiledTemplate, 'rootUses'>,
  noteOf: NoteLookup,
): boolean {
  return rootUses.some(
    (use) => !(COMPARISONS.has(use.takenBy ?? '') || isTested(use) || takesParts(use, noteOf)),
  );
}

function isHidden(use: ValueUse, noteOf: NoteLookup): boolean {
  const isCopied = COPIES.test(use.takenBy ?? '');
  return isTested(use) || (takesParts(use, noteOf) && !isCopied);
}

function isTested({ isOnlyTested, takenBy }: ValueUse): boolean {
  return isOnlyTested === true || takenBy === 'not';
}

function takesParts({ takenBy = '' }: ValueUse, noteOf: NoteLookup): boolean {
  return readsPartsOnly(noteOf(takenBy));
}
