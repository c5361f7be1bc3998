import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { integerAt, textAt } from './object-fields.ts';

/** Labels and annotations (notes.md §1.13). */
export const labelNotes: readonly Note[] = defineNotes('labels', {
  'getLabel(object any, key string) string': {
    description: 'The value of a label.',
    example: ['{{ getLabel . "tier" }}', 'gold'],
    call: (args) => textAt(args.any(0), 'metadata', 'labels', args.text(1)),
  },
  'getAnnotation(object any, key string) string': {
    description: 'The value of an annotation.',
    example: ['{{ getAnnotation . "owner" | default "none" }}', 'none'],
    call: (args) => textAt(args.any(0), 'metadata', 'annotations', args.text(1)),
  },
  'getLabelInt(object any, key string) number': {
    description: 'The leading digits of a label as a number.',
    example: ['{{ getLabelInt . "shard" }}', '7'],
    call: (args) => integerAt(args.any(0), 'metadata', 'labels', args.text(1)),
  },
  'getAnnotationInt(object any, key string) number': {
    description: 'The leading digits of an annotation as a number.',
    example: ['{{ getAnnotationInt . "retries" }}', '5'],
    call: (args) => integerAt(args.any(0), 'metadata', 'annotations', args.text(1)),
  },
  'hasLabel(object any, key string) boolean': {
    description: 'Whether a label has content.',
    example: ['{{ hasLabel . "tier" }}', 'true'],
    call: (args) => textAt(args.any(0), 'metadata', 'labels', args.text(1)) !== '',
  },
  'hasAnnotation(object any, key string) boolean': {
    description: 'Whether an annotation has content.',
    example: ['{{ hasAnnotation . "owner" }}', 'false'],
    call: (args) => textAt(args.any(0), 'metadata', 'annotations', args.text(1)) !== '',
  },
  'labelMatches(object any, pairs ...string) boolean': {
    description: 'Whether all labels have the given values.',
    example: ['{{ labelMatches . "app" "shop" "tier" "gold" }}', 'true'],
    call: (args) => {
      const pairs = args.texts(1);
      const isEqual = (key: string, value: string | undefined): boolean =>
        textAt(args.any(0), 'metadata', 'labels', key) === value;
      return (
        pairs.length % 2 === 0 &&
        pairs.every((key, index) => index % 2 === 1 || isEqual(key, pairs[index + 1]))
      );
    },
  },
});
