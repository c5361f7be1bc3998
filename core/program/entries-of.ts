import type { CrdProgram, ResourceEntry } from './program.ts';

/** Every entry of a CRD in the order of its life: those of `onCreate`, of `onReconcile`, and of the groups of `onDelete`. */
export function entriesOf({
  onCreate,
  onDelete,
  onReconcile,
}: Pick<CrdProgram, 'onCreate' | 'onDelete' | 'onReconcile'>): readonly ResourceEntry[] {
  const groups = onDelete?.groups ?? [];
  return [...onCreate.entries, ...onReconcile.entries, ...groups.flatMap(({ entries }) => entries)];
}
