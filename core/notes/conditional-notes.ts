import type { TemplateCall } from '../template/index.ts';
import { defineNotes } from './define-note.ts';
import { goText } from './go-text.ts';
import type { Note } from './note.ts';
import type { NoteArguments } from './note-arguments.ts';
import { isEmptyValue, isTruthyValue } from './truth.ts';

/** Choices and defaults (notes.md §1.4). */
export const conditionalNotes: readonly Note[] = defineNotes('conditional', {
  'ternary(condition any, yes any, no any) any': {
    description: 'The second argument when the first is true or has a value, else the third.',
    example: ['{{ ternary .spec.suspend "Suspended" "Active" }}', 'Active'],
    call: (args) => args.any(isTruthyValue(args.any(0)) ? 1 : 2),
  },
  'boolTernary(condition boolean, yes any, no any) any': {
    description: 'Like ternary, for a real boolean only.',
    example: ['{{ boolTernary (boolDefault .spec.tls false) "https" "http" }}', 'http'],
    call: (args) => args.any(args.flag(0) ? 1 : 2),
  },
  'eqTernary(value any, target any, yes any, no any) any': {
    description: 'The third argument when the texts of the first two are equal, else the fourth.',
    example: ['{{ eqTernary .spec.port "8080" "default" "own" }}', 'default'],
    call: (args) => args.any(goText(args.any(0)) === goText(args.any(1)) ? 2 : 3),
  },
  'boolDefault(value any, fallback boolean) boolean': {
    description: 'The value if it is a boolean, else the fallback.',
    example: ['{{ boolDefault .spec.suspend true }}', 'false'],
    call: (args) => {
      const value = args.any(0);
      return typeof value === 'boolean' ? value : args.flag(1);
    },
  },
  'coalesce(values ...any) any': {
    description: 'The first value that is not empty.',
    example: ['{{ coalesce .spec.a .spec.b "z" }}', 'z'],
    call: (args) => args.values.find((value) => !isEmptyValue(value)),
  },
  'default(fallback any, value any) any': {
    description:
      'The value, or the fallback when the value is empty, false or 0. A piped argument is the value; ' +
      'else a literal beside a path is the fallback; else the first argument is.',
    example: ['{{ .spec.missing | default "y" }}', 'y'],
    moreExamples: [
      ['{{ default 1 .spec.replicas }}', '2'],
      ['{{ default .spec.replicas 1 }}', '2'],
    ],
    call: callDefault,
  },
  'empty(value any) boolean': {
    description: 'Whether the value is nothing, false, 0, or an empty text, list or map.',
    example: ['{{ empty .spec.suspend }}', 'true'],
    call: (args) => isEmptyValue(args.any(0)),
  },
  'notEmpty(value any) boolean': {
    description: 'The opposite of empty.',
    example: ['{{ notEmpty .spec.image }}', 'true'],
    call: (args) => !isEmptyValue(args.any(0)),
  },
});

function callDefault(args: NoteArguments, { piped, literalArgs }: TemplateCall): unknown {
  const [firstIsLiteral = false, secondIsLiteral = false] = literalArgs;
  const isValueFirst = !piped && secondIsLiteral && !firstIsLiteral;
  const value = args.any(isValueFirst ? 0 : 1);
  return isEmptyValue(value) ? args.any(isValueFirst ? 1 : 0) : value;
}
