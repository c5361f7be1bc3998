import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { integerAt } from './object-fields.ts';

/** Horizontal pod autoscalers (notes.md §1.17). */
export const hpaNotes: readonly Note[] = defineNotes('hpa', {
  'hpaCurrentReplicas(hpa any) number': {
    description: 'status.currentReplicas.',
    example: ['{{ hpaCurrentReplicas .children.hpa }}', '5'],
    call: (args) => integerAt(args.any(0), 'status', 'currentReplicas'),
  },
  'hpaDesiredReplicas(hpa any) number': {
    description: 'status.desiredReplicas.',
    example: ['{{ hpaDesiredReplicas .children.hpa }}', '4'],
    call: (args) => integerAt(args.any(0), 'status', 'desiredReplicas'),
  },
  'hpaMinReplicas(hpa any) number': {
    description: 'spec.minReplicas; 1 where it is not given.',
    example: ['{{ hpaMinReplicas .children.hpa }}', '2'],
    call: (args) => integerAt(args.any(0), 'spec', 'minReplicas') || 1,
  },
  'hpaMaxReplicas(hpa any) number': {
    description: 'spec.maxReplicas.',
    example: ['{{ hpaMaxReplicas .children.hpa }}', '5'],
    call: (args) => integerAt(args.any(0), 'spec', 'maxReplicas'),
  },
  'hpaScaling(hpa any) boolean': {
    description: 'Whether current and desired replicas differ.',
    example: ['{{ hpaScaling .children.hpa }}', 'true'],
    call: (args) =>
      integerAt(args.any(0), 'status', 'currentReplicas') !==
      integerAt(args.any(0), 'status', 'desiredReplicas'),
  },
  'hpaAtMax(hpa any) boolean': {
    description: 'Whether no more replicas may be added.',
    example: ['{{ hpaAtMax .children.hpa }}', 'true'],
    call: (args) => {
      const max = integerAt(args.any(0), 'spec', 'maxReplicas');
      return max > 0 && integerAt(args.any(0), 'status', 'currentReplicas') >= max;
    },
  },
});
