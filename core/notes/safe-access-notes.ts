import { getPath } from '../object/path.ts';
import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { isEmptyValue } from './truth.ts';

/** Reading what may be absent (notes.md §1.5). */
export const safeAccessNotes: readonly Note[] = defineNotes('safe-access', {
  'get(object any, path ...string) any': {
    description: 'The value at a path of keys, or nothing where a step is missing.',
    example: ['{{ get .children.deployment "status" "readyReplicas" }}', '2'],
    moreExamples: [['{{ get .spec "no" "such" "path" }}', '']],
    call: (args) => getPath(args.any(0), args.texts(1)),
  },
  'getOr(value any, fallback any) any': {
    description: 'The value, or the fallback when the value is empty.',
    example: ['{{ getOr .spec.missing "none" }}', 'none'],
    call: (args) => args.any(isEmptyValue(args.any(0)) ? 1 : 0),
  },
  'getStringOr(value any, fallback string) string': {
    description: 'The value if it is a text with content, else the fallback.',
    example: ['{{ getStringOr .spec.port "none" }}', 'none'],
    call: (args) => {
      const value = args.any(0);
      return typeof value === 'string' && value !== '' ? value : args.text(1);
    },
  },
  'getIntOr(value any, fallback number) number': {
    description: 'The value without its fraction if it is a number, else the fallback.',
    example: ['{{ getIntOr .spec.replicas 1 }}', '2'],
    call: (args) => {
      const value = args.any(0);
      if (typeof value === 'bigint') return value;
      return typeof value === 'number' ? Math.trunc(value) : args.integer(1);
    },
  },
  'getBoolOr(value any, fallback boolean) boolean': {
    description: 'The value if it is a boolean, else the fallback.',
    example: ['{{ getBoolOr .spec.missing true }}', 'true'],
    call: (args) => {
      const value = args.any(0);
      return typeof value === 'boolean' ? value : args.flag(1);
    },
  },
});
