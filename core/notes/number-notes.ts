import {
  addExactly,
  divideExactly,
  type Exact,
  largerOf,
  multiplyExactly,
  remainderExactly,
  smallerOf,
  subtractExactly,
} from '../json/exact-arithmetic.ts';
import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import type { NoteArguments } from './note-arguments.ts';
import { toNumber, truncated } from './numeric.ts';

/** Arithmetic on numbers, booleans and numeric texts (notes.md §1.2). */
export const numberNotes: readonly Note[] = defineNotes('numbers', {
  'add(a any, b any) number': {
    description: 'Sum.',
    example: ['{{ add .spec.port 1000 }}', '9080'],
    call: (args) => addExactly(left(args), right(args)),
  },
  'sub(a any, b any) number': {
    description: 'Difference.',
    example: ['{{ sub 10 "2.5" }}', '7.5'],
    call: (args) => subtractExactly(left(args), right(args)),
  },
  'mul(a any, b any) number': {
    description: 'Product.',
    example: ['{{ mul 1.5 4 }}', '6'],
    call: (args) => multiplyExactly(left(args), right(args)),
  },
  'div(a any, b any) number': {
    description: 'Quotient with its fraction.',
    example: ['{{ div 7 2 }}', '3.5'],
    moreExamples: [['{{ div 6 2 }}', '3']],
    call: (args) => divideExactly(left(args), right(args)),
  },
  'mod(a any, b any) number': {
    description: 'Remainder of the whole parts, with the sign of the first.',
    example: ['{{ mod 7.9 4 }}', '3'],
    call: (args) => remainderExactly(truncated(left(args)), truncated(right(args))),
  },
  'min(a any, b any) number': {
    description: 'The smaller number.',
    example: ['{{ min 3 "2" }}', '2'],
    call: (args) => smallerOf(left(args), right(args)),
  },
  'max(a any, b any) number': {
    description: 'The larger number.',
    example: ['{{ max .spec.replicas 3 }}', '3'],
    call: (args) => largerOf(left(args), right(args)),
  },
  'clamp(value any, low any, high any) number': {
    description: 'The number, or the bound that it exceeds; the lower bound is looked at first.',
    example: ['{{ clamp "12" 2 10 }}', '10'],
    call: (args) => {
      const value = toNumber(args.any(0));
      const low = toNumber(args.any(1));
      return value < low ? low : smallerOf(value, toNumber(args.any(2)));
    },
  },
  'abs(value any) number': {
    description: 'The number without its sign.',
    example: ['{{ abs -4 }}', '4'],
    call: (args) => absolute(left(args)),
  },
});

function left(args: NoteArguments): Exact {
  return toNumber(args.any(0));
}

function right(args: NoteArguments): Exact {
  return toNumber(args.any(1));
}

function absolute(value: Exact): Exact {
  return value < 0 ? subtractExactly(0, value) : value;
}
