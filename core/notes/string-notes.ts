import { trimSpace } from '../template/value/trim-space.ts';
import { cutBytes } from './cut-bytes.ts';
import { defineNotes } from './define-note.ts';
import { MAX_NOTE_TEXT, plainText } from './go-text.ts';
import type { Note } from './note.ts';

/** Notes on texts; the subject comes first (notes.md §1.1). */
export const stringNotes: readonly Note[] = defineNotes('strings', {
  'toLower(text string) string': {
    description: 'The text in lower case.',
    example: ['{{ toLower "ABC" }}', 'abc'],
    call: (args) => args.text(0).toLowerCase(),
  },
  'toUpper(text string) string': {
    description: 'The text in upper case.',
    example: ['{{ toUpper .metadata.name }}', 'SHOP'],
    call: (args) => args.text(0).toUpperCase(),
  },
  'trimSpace(text string) string': {
    description: 'The text without blanks at both ends.',
    example: ['{{ trimSpace "  a b " }}', 'a b'],
    call: (args) => trimSpace(args.text(0)),
  },
  'trim(text string, cutset string) string': {
    description: 'The text without any of the given characters at both ends.',
    example: ['{{ trim "--a-b--" "-" }}', 'a-b'],
    call: (args) => trimCharacters(args.text(0), args.text(1)),
  },
  'trimPrefix(text string, prefix string) string': {
    description: 'The text without the prefix, if it has it.',
    example: ['{{ trimPrefix "v1.2" "v" }}', '1.2'],
    call: (args) => withoutPrefix(args.text(0), args.text(1)),
  },
  'trimSuffix(text string, suffix string) string': {
    description: 'The text without the suffix, if it has it.',
    example: ['{{ trimSuffix "shop.yaml" ".yaml" }}', 'shop'],
    call: (args) => {
      const text = args.text(0);
      const suffix = args.text(1);
      return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
    },
  },
  'hasPrefix(text string, prefix string) boolean': {
    description: 'Whether the text starts with the prefix.',
    example: ['{{ hasPrefix .spec.image "nginx:" }}', 'true'],
    call: (args) => args.text(0).startsWith(args.text(1)),
  },
  'hasSuffix(text string, suffix string) boolean': {
    description: 'Whether the text ends with the suffix.',
    example: ['{{ hasSuffix "shop-db" "-db" }}', 'true'],
    call: (args) => args.text(0).endsWith(args.text(1)),
  },
  'contains(text string, part string) boolean': {
    description: 'Whether the text holds the part.',
    example: ['{{ contains .spec.image ":" }}', 'true'],
    call: (args) => args.text(0).includes(args.text(1)),
  },
  'replace(text string, old string, new string) string': {
    description: 'The text with every occurrence of a part replaced.',
    example: ['{{ replace "a.b.c" "." "-" }}', 'a-b-c'],
    call: (args) => replaceAll(args.text(0), args.text(1), args.text(2)),
  },
  'split(text string, separator string) list': {
    description: 'The parts of a text between separators; none for an empty text.',
    example: ['{{ index (split "x,y" ",") 1 }}', 'y'],
    call: (args) => splitText(args.text(0), args.text(1)),
  },
  'join(list any, separator string) string': {
    description: 'The elements of a list as one text.',
    example: ['{{ join .spec.tags "+" }}', 'red+blue'],
    call: (args) => bounded(args.list(0).map(plainText).join(args.text(1))),
  },
  'repeat(text string, count number) string': {
    description: 'The text so many times.',
    example: ['{{ repeat "ab" 3 }}', 'ababab'],
    call: (args) => repeatText(args.text(0), args.integer(1)),
  },
  'camelToKebab(text string) string': {
    description: 'A camel-case name as lower-case words with dashes.',
    example: ['{{ camelToKebab "HTTPRequest" }}', 'http-request'],
    call: (args) => camelToKebab(args.text(0)),
  },
  'truncate(text string, size number) string': {
    description: 'At most so many bytes of a text, the last three "..." when it was cut.',
    example: ['{{ truncate "abcdefgh" 6 }}', 'abc...'],
    call: (args) => truncate(args.text(0), args.integer(1)),
  },
  'concat(parts ...string) string': {
    description: 'The texts one after the other.',
    example: ['{{ concat .metadata.name "-" "db" }}', 'shop-db'],
    call: (args) => bounded(args.texts(0).join('')),
  },
});

function bounded(text: string): string {
  assertLength(text.length);
  return text;
}

function assertLength(length: number): void {
  if (length > MAX_NOTE_TEXT) throw new RangeError(`text exceeds ${MAX_NOTE_TEXT} characters`);
}

function trimCharacters(text: string, cutset: string): string {
  const cut = new Set(cutset);
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && cut.has(characters[start] ?? '')) start += 1;
  while (end > start && cut.has(characters[end - 1] ?? '')) end -= 1;
  return characters.slice(start, end).join('');
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function replaceAll(text: string, old: string, replacement: string): string {
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  assertLength(text.length + (parts.length - 1) * Math.max(0, replacement.length - old.length));
  return parts.join(replacement);
}

function splitText(text: string, separator: string): readonly string[] {
  if (text === '') return [];
  return separator === '' ? [...text] : text.split(separator);
}

function repeatText(text: string, count: number): string {
  if (count < 0) throw new RangeError('negative repeat count');
  assertLength(text.length * count);
  return text.repeat(count);
}

function camelToKebab(text: string): string {
  const dashed = text.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-');
  return dashed.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function truncate(text: string, size: number): string {
  if (size < 0) throw new RangeError('negative size');
  const cut = cutBytes(text, size);
  if (cut === text || size <= 3) return cut;
  return `${cutBytes(text, size - 3)}...`;
}
