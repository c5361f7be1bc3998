import type { Note } from '../notes/note.ts';

/** Notes of these domains read fixed parts of an object, never what a Secret beside it holds. */
const PART_READERS: ReadonlySet<string> = new Set([
  'object',
  'labels',
  'conditions',
  'replicas',
  'container',
  'service',
  'job',
  'pod',
  'warnings',
  'pvc',
  'ingress',
  'hpa',
  'node',
  'stateful-set',
  'replica-set',
  'serve',
]);

/** Whether a note reads fixed parts of its arguments only. */
export function readsPartsOnly(note: Pick<Note, 'domain'> | undefined): boolean {
  return note !== undefined && PART_READERS.has(note.domain);
}
