import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import type { NoteArguments } from './note-arguments.ts';
import { toNumber } from './numeric.ts';

/** Arithmetic on numbers, booleans and numeric texts (notes.md §1.2). */
export const numberNotes: readonly Note[] = defineNotes('numbers', {
  'add(a any, b any) number': {
    description: 'Sum.',
    example: ['{{ add .spec.port 1000 }}', '9080'],
    call: (args) => checked(left(args) + right(args)),
  },
  'sub(a any, b any) number': {
    description: 'Difference.',
    example: ['{{ sub 10 "2.5" }}', '7.5'],
    call: (args) => checked(left(args) - right(args)),
  },
  'mul(a any, b any) number': {
    description: 'Product.',
    example: ['{{ mul 1.5 4 }}', '6'],
    call: (args) => checked(left(args) * right(args)),
  },
  'div(a any, b any) number': {
    description: 'Quotient with its fraction.',
    example: ['{{ div 7 2 }}', '3.5'],
    moreExamples: [['{{ div 6 2 }}', '3']],
    call: (args) => {
      if (right(args) === 0) throw new RangeError('division by zero');
      return checked(left(args) / right(args));
    },
  },
  'mod(a any, b any) number': {
    description: 'Remainder of the whole parts, with the sign of the first.',
    example: ['{{ mod 7.9 4 }}', '3'],
    call: (args) => {
      const divisor = Math.trunc(right(args));
      if (divisor === 0) throw new RangeError('modulo by zero');
      return checked(Math.trunc(left(args)) % divisor);
    },
  },
  'min(a any, b any) number': {
    description: 'The smaller number.',
    example: ['{{ min 3 "2" }}', '2'],
    call: (args) => checked(Math.min(left(args), right(args))),
  },
  'max(a any, b any) number': {
    description: 'The larger number.',
    example: ['{{ max .spec.replicas 3 }}', '3'],
    call: (args) => checked(Math.max(left(args), right(args))),
  },
  'clamp(value any, low any, high any) number': {
    description: 'The number, or the bound that it exceeds; the lower bound is looked at first.',
    example: ['{{ clamp "12" 2 10 }}', '10'],
    call: (args) => {
      const value = toNumber(args.any(0));
      const low = toNumber(args.any(1));
      if (value < low) return checked(low);
      return checked(Math.min(value, toNumber(args.any(2))));
    },
  },
  'abs(value any) number': {
    description: 'The number without its sign.',
    example: ['{{ abs -4 }}', '4'],
    call: (args) => checked(Math.abs(left(args))),
  },
});

function left(args: NoteArguments): number {
  return toNumber(args.any(0));
}

function right(args: NoteArguments): number {
  return toNumber(args.any(1));
}

// JSON has no infinity, and -0 would print as "-0".
function checked(result: number): number {
  if (!Number.isFinite(result)) throw new RangeError('result is not a finite number');
  return result === 0 ? 0 : result;
}
