import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { mapsAt, textAt } from './object-fields.ts';

/** StatefulSets; claims are known where the CRD has `enrich:` (notes.md §1.17). */
export const statefulSetNotes: readonly Note[] = defineNotes('stateful-set', {
  'statefulSetCurrentRevision(statefulSet any) string': {
    description: 'status.currentRevision.',
    example: ['{{ statefulSetCurrentRevision .children.statefulset }}', 'db-1'],
    call: (args) => textAt(args.any(0), 'status', 'currentRevision'),
  },
  'statefulSetUpdateRevision(statefulSet any) string': {
    description: 'status.updateRevision.',
    example: ['{{ statefulSetUpdateRevision .children.statefulset }}', 'db-2'],
    call: (args) => textAt(args.any(0), 'status', 'updateRevision'),
  },
  'statefulSetPVCCount(statefulSet any) number': {
    description: 'How many volume claims belong to it.',
    example: ['{{ statefulSetPVCCount .children.statefulset }}', '2'],
    call: (args) => mapsAt(args.any(0), '_pvcs').length,
  },
});
