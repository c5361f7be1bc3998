import { getPath } from '../object/path.ts';
import { defineNotes } from './define-note.ts';
import { plainText } from './go-text.ts';
import type { Note } from './note.ts';
import { conditionOf, joined, mapsAt, textAt } from './object-fields.ts';

/** Nodes (notes.md §1.17). */
export const nodeNotes: readonly Note[] = defineNotes('node', {
  'nodeReady(node any) boolean': {
    description: 'Whether the condition Ready is "True".',
    example: ['{{ nodeReady .children.node }}', 'true'],
    call: (args) => textAt(conditionOf(args.any(0), 'Ready'), 'status') === 'True',
  },
  'nodeCondition(node any, type string) string': {
    description: 'Status of a condition.',
    example: ['{{ nodeCondition .children.node "DiskPressure" }}', 'False'],
    call: (args) => textAt(conditionOf(args.any(0), args.text(1)), 'status'),
  },
  'nodeAllocatableCPU(node any) string': {
    description: 'CPU that pods may use.',
    example: ['{{ nodeAllocatableCPU .children.node }}', '4'],
    call: (args) => plainText(getPath(args.any(0), ['status', 'allocatable', 'cpu'])),
  },
  'nodeAllocatableMemory(node any) string': {
    description: 'Memory that pods may use.',
    example: ['{{ nodeAllocatableMemory .children.node }}', '16Gi'],
    call: (args) => plainText(getPath(args.any(0), ['status', 'allocatable', 'memory'])),
  },
  'nodeTaints(node any) string': {
    description: 'Keys of the taints.',
    example: ['{{ nodeTaints .children.node }}', 'gpu, spot'],
    call: (args) =>
      joined(mapsAt(args.any(0), 'spec', 'taints').map((taint) => textAt(taint, 'key'))),
  },
});
