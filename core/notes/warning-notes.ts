import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { joined, mapsAt, textAt } from './object-fields.ts';

/** Warning events of a child, known where the CRD has `enrich:` (notes.md §1.16). */
export const warningNotes: readonly Note[] = defineNotes('warnings', {
  'hasWarnings(child any) boolean': {
    description: 'Whether there are warnings.',
    example: ['{{ hasWarnings .children.deployment }}', 'true'],
    call: (args) => warningsOf(args.any(0)).length > 0,
  },
  'warningCount(child any) number': {
    description: 'How many warnings there are.',
    example: ['{{ warningCount .children.deployment }}', '2'],
    call: (args) => warningsOf(args.any(0)).length,
  },
  'firstWarning(child any) string': {
    description: 'Message of the first warning.',
    example: ['{{ firstWarning .children.deployment }}', 'restarting failed container'],
    call: (args) => textAt(warningsOf(args.any(0))[0], 'message'),
  },
  'warningMessages(child any) string': {
    description: 'Messages of all warnings.',
    example: [
      '{{ warningMessages .children.deployment }}',
      'restarting failed container, probe failed',
    ],
    call: (args) => joined(warningsOf(args.any(0)).map((warning) => textAt(warning, 'message'))),
  },
  'warningReasons(child any) string': {
    description: 'Reasons of all warnings.',
    example: ['{{ warningReasons .children.deployment }}', 'BackOff, Unhealthy'],
    call: (args) => joined(warningsOf(args.any(0)).map((warning) => textAt(warning, 'reason'))),
  },
});

function warningsOf(child: unknown): ReturnType<typeof mapsAt> {
  return mapsAt(child, '_warnings');
}
