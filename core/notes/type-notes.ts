import { isObject } from '../object/json.ts';
import { goFloat } from '../template/index.ts';
import { byteLengthOf } from '../template/value/raw-bytes.ts';
import { aliasNote, defineNotes } from './define-note.ts';
import { goJson } from './go-json.ts';
import { plainText } from './go-text.ts';
import type { Note } from './note.ts';
import { toFloat, toNumber, truncated } from './numeric.ts';
import { toBoolean } from './to-boolean.ts';
import { isEmptyCollection } from './truth.ts';

const notes = defineNotes('types', {
  'toInt(value any) number': {
    description: 'A whole number; fractions are cut.',
    example: ['{{ toInt "3.7" }}', '3'],
    call: (args) => truncated(toNumber(args.any(0))),
  },
  'toFloat(value any) number': {
    description: 'A floating-point number.',
    example: ['{{ printf "%.2f" (toFloat "2") }}', '2.00'],
    call: (args) => goFloat(toFloat(toNumber(args.any(0)))),
  },
  'toBool(value any) boolean': {
    description: 'true or false from a boolean, a number or a word such as "yes" and "off".',
    example: ['{{ toBool "yes" }}', 'true'],
    call: (args) => toBoolean(args.any(0)),
  },
  'toString(value any) string': {
    description: 'The text of a value; nothing gives an empty text.',
    example: ['{{ toString .spec.port }}', '8080'],
    call: (args) => plainText(args.any(0)),
  },
  'toJson(value any) string': {
    description: 'JSON with sorted keys.',
    example: ['{{ toJson .spec.tags }}', '["red","blue"]'],
    call: (args) => goJson(args.any(0)),
  },
  'toList(text string) list': {
    description: 'The elements of a comma-separated text, trimmed and without blanks.',
    example: ['{{ toJson (toList "a, b,,c") }}', '["a","b","c"]'],
    call: (args) =>
      args
        .text(0)
        .split(',')
        .map((element) => element.trim())
        .filter((element) => element !== ''),
  },
  'typeOf(value any) string': {
    description: 'string, number, bool, map, slice or null.',
    example: ['{{ typeOf .spec.tags }}', 'slice'],
    call: (args) => typeWord(args.any(0)),
  },
  'len(value any) number': {
    description: 'Bytes of a text or entries of a list or map, else 0.',
    example: ['{{ len .spec.tags }}', '2'],
    call: (args) => lengthOf(args.any(0)),
  },
  'isEmpty(value any) boolean': {
    description: 'Whether the value is nothing, or an empty text, list or map.',
    example: ['{{ isEmpty .spec.missing }}', 'true'],
    call: (args) => {
      const value = args.any(0);
      return value === undefined || value === '' || isEmptyCollection(value);
    },
  },
  'isScalar(value any) boolean': {
    description: 'Whether the value is a text, number or boolean.',
    example: ['{{ isScalar .spec.port }}', 'true'],
    call: (args) => ['string', 'number', 'bool'].includes(typeWord(args.any(0))),
  },
  'isComposite(value any) boolean': {
    description: 'Whether the value is a list or map.',
    example: ['{{ isComposite .spec.tags }}', 'true'],
    call: (args) => ['map', 'slice'].includes(typeWord(args.any(0))),
  },
  ...typeTest('typeMap', 'map', '.metadata.labels'),
  ...typeTest('typeList', 'slice', '.spec.tags'),
  ...typeTest('typeString', 'string', '.spec.image'),
  ...typeTest('typeNumber', 'number', '.spec.port'),
  ...typeTest('typeBool', 'bool', '.spec.suspend'),
  ...typeTest('typeNull', 'null', '.spec.missing'),
});

/** Conversions and tests of types (notes.md §1.3). */
export const typeNotes: readonly Note[] = [
  ...notes,
  // Documentation spells it so, and lenient names would find `empty` otherwise.
  ...notes.filter((note) => note.name === 'isEmpty').map((note) => aliasNote(note, 'Empty')),
];

function typeTest(name: string, type: string, path: string): Parameters<typeof defineNotes>[1] {
  return {
    [`${name}(value any) boolean`]: {
      description: `Whether typeOf says "${type}".`,
      example: [`{{ ${name} ${path} }}`, 'true'],
      call: (args) => typeWord(args.any(0)) === type,
    },
  };
}

/** The word for the type of a value, as conditions and `typeOf` know it. */
export function typeWord(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return 'slice';
  if (isObject(value)) return 'map';
  const type = typeof value;
  if (type === 'boolean') return 'bool';
  if (type === 'bigint') return 'number';
  return type === 'string' || type === 'number' ? type : 'unknown';
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return byteLengthOf(value);
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}
