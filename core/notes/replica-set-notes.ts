import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { joined, mapsAt, textAt } from './object-fields.ts';

/** ReplicaSets and those of a Deployment, known where the CRD has `enrich:` (notes.md §1.17). */
export const replicaSetNotes: readonly Note[] = defineNotes('replica-set', {
  'replicaSetOwnerName(replicaSet any) string': {
    description: 'Name of the owner.',
    example: ['{{ replicaSetOwnerName .children.replicaset }}', 'shop'],
    call: (args) => textAt(args.any(0), '_owner', 'name'),
  },
  'replicaSetOwnerKind(replicaSet any) string': {
    description: 'Kind of the owner.',
    example: ['{{ replicaSetOwnerKind .children.replicaset }}', 'Deployment'],
    call: (args) => textAt(args.any(0), '_owner', 'kind'),
  },
  'deploymentReplicaSetCount(deployment any) number': {
    description: 'How many ReplicaSets a Deployment has.',
    example: ['{{ deploymentReplicaSetCount .children.deployment }}', '2'],
    call: (args) => mapsAt(args.any(0), '_replicaSets').length,
  },
  'deploymentReplicaSets(deployment any) string': {
    description: 'Names of the ReplicaSets of a Deployment.',
    example: ['{{ deploymentReplicaSets .children.deployment }}', 'shop-1, shop-2'],
    call: (args) => joined(namesOf(args.any(0))),
  },
  'oldDeploymentReplicaSets(deployment any) string': {
    description: 'Names of the ReplicaSets that are not the present one.',
    example: ['{{ oldDeploymentReplicaSets .children.deployment }}', 'shop-1'],
    call: (args) => {
      const current = textAt(args.any(0), 'status', 'currentReplicaSet');
      return current === '' ? '' : joined(namesOf(args.any(0)).filter((name) => name !== current));
    },
  },
});

function namesOf(deployment: unknown): readonly string[] {
  return mapsAt(deployment, '_replicaSets').map(
    (set) => textAt(set, 'metadata', 'name') || textAt(set, 'name'),
  );
}
