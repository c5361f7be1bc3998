import type { TemplateCall } from '../template/index.ts';
import { defineNotes, type NoteDefinition } from './define-note.ts';
import type { Note } from './note.ts';
import { environmentOf } from './note-environment.ts';

const MAX_RANDOM = 4096;
const MAX_ROUNDS = 1000;
const ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Bytes from here on would make the first characters likelier than the last. */
const FAIR_BYTES = 256 - (256 % ALPHANUMERIC.length);

/** Random texts for secrets; use them with `once: true` (notes.md §1.7). */
export const randomNotes: readonly Note[] = defineNotes('random', {
  'randomAlphanumeric(size number) string': secret({
    description: 'So many random letters and digits.',
    example: ['{{ randomAlphanumeric 5 }}', 'abcde'],
    call: (args, call) => alphanumeric(sizeOf(args.integer(0)), call),
  }),
  'randomHex(bytes number) string': secret({
    description: 'So many random bytes in hexadecimal.',
    example: ['{{ randomHex 4 }}', '00010203'],
    call: (args, call) => draw(sizeOf(args.integer(0)), call).toString('hex'),
  }),
  'randomBase64(bytes number) string': secret({
    description: 'So many random bytes in URL-safe Base64 with padding.',
    example: ['{{ randomBase64 4 }}', 'AAECAw=='],
    call: (args, call) => {
      const text = draw(sizeOf(args.integer(0)), call).toString('base64');
      return text.replaceAll('+', '-').replaceAll('/', '_');
    },
  }),
});

function secret(definition: NoteDefinition): NoteDefinition {
  return { ...definition, isVolatile: true, isTainting: true };
}

function sizeOf(size: number): number {
  if (size > MAX_RANDOM) throw new RangeError(`at most ${MAX_RANDOM} at a time`);
  return Math.max(0, size);
}

function draw(size: number, call: TemplateCall): Buffer {
  return Buffer.from(environmentOf(call).randomBytes(size));
}

function alphanumeric(size: number, call: TemplateCall): string {
  let text = '';
  for (let round = 0; text.length < size; round += 1) {
    if (round === MAX_ROUNDS) throw new Error('the random source is broken');
    for (const byte of draw(size - text.length, call)) {
      if (byte < FAIR_BYTES) text += ALPHANUMERIC[byte % ALPHANUMERIC.length] ?? '';
    }
  }
  return text;
}
