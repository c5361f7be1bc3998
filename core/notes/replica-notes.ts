import { isObject } from '../object/json.ts';
import { getPath } from '../object/path.ts';
import { aliasNote, defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { looseInteger } from './numeric.ts';
import { integerAt } from './object-fields.ts';

const notes = defineNotes('replicas', {
  'desiredReplicas(workload any) number': {
    description: 'spec.replicas; 1 where it is not given.',
    example: ['{{ desiredReplicas .children.deployment }}', '2'],
    call: (args) => desired(args.any(0)),
  },
  'readyReplicas(workload any) number': {
    description: 'status.readyReplicas.',
    example: ['{{ readyReplicas .children.deployment }}', '2'],
    call: (args) => integerAt(args.any(0), 'status', 'readyReplicas'),
  },
  'availableReplicas(workload any) number': {
    description: 'status.availableReplicas.',
    example: ['{{ availableReplicas .children.deployment }}', '2'],
    call: (args) => integerAt(args.any(0), 'status', 'availableReplicas'),
  },
  'updatedReplicas(workload any) number': {
    description: 'status.updatedReplicas.',
    example: ['{{ updatedReplicas .children.deployment }}', '1'],
    call: (args) => integerAt(args.any(0), 'status', 'updatedReplicas'),
  },
  'allReplicasReady(workload any) boolean': {
    description:
      'Whether as many replicas are ready as desired; a workload scaled to zero is ready.',
    example: ['{{ allReplicasReady .children.deployment }}', 'true'],
    moreExamples: [['{{ allReplicasReady .children.statefulset }}', 'false']],
    call: (args) => integerAt(args.any(0), 'status', 'readyReplicas') === desired(args.any(0)),
  },
  'rolloutComplete(workload any) boolean': {
    description: 'Whether as many replicas are updated as desired.',
    example: ['{{ rolloutComplete .children.deployment }}', 'false'],
    call: (args) => integerAt(args.any(0), 'status', 'updatedReplicas') === desired(args.any(0)),
  },
});

/** Replica counts of workloads (notes.md §1.14). */
export const replicaNotes: readonly Note[] = [
  ...notes,
  ...notes
    .filter((note) => note.name === 'allReplicasReady')
    .map((note) => aliasNote(note, 'replicasReady')),
];

function desired(workload: unknown): number | bigint {
  const replicas = isObject(workload) ? getPath(workload, ['spec', 'replicas']) : undefined;
  return replicas === undefined || replicas === null ? 1 : looseInteger(replicas);
}
