import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { conditionOf, mapsAt, textAt } from './object-fields.ts';

/** Entries of `status.conditions` (notes.md §1.13). */
export const conditionNotes: readonly Note[] = defineNotes('conditions', {
  'hasCondition(object any, type string) boolean': {
    description: 'Whether a condition is "True".',
    example: ['{{ hasCondition .children.deployment "Available" }}', 'true'],
    call: (args) =>
      mapsAt(args.any(0), 'status', 'conditions').some(
        (condition) => condition['type'] === args.text(1) && condition['status'] === 'True',
      ),
  },
  'conditionReason(object any, type string) string': {
    description: 'The reason of a condition.',
    example: ['{{ conditionReason . "Ready" }}', 'AllUp'],
    call: (args) => textAt(conditionOf(args.any(0), args.text(1)), 'reason'),
  },
  'conditionMessage(object any, type string) string': {
    description: 'The message of a condition.',
    example: ['{{ conditionMessage . "Ready" }}', 'everything runs'],
    call: (args) => textAt(conditionOf(args.any(0), args.text(1)), 'message'),
  },
});
