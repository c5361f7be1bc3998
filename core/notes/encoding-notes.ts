import { createHash } from 'node:crypto';
import { bytesOf, textOfBytes } from '../template/index.ts';
import { cutBytes } from './cut-bytes.ts';
import { defineNotes } from './define-note.ts';
import { goJson } from './go-json.ts';
import type { Note } from './note.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Encodings, hashes and names (notes.md §1.7). */
export const encodingNotes: readonly Note[] = defineNotes('encoding', {
  'toBase64(text string) string': {
    description: 'Base64 of the text in UTF-8, or of bytes.',
    example: ['{{ toBase64 "shop" }}', 'c2hvcA=='],
    call: (args) => Buffer.from(bytesOf(args.text(0))).toString('base64'),
  },
  'fromBase64(text string) string': {
    description: 'The text or bytes that Base64 stands for; an empty text when it is not valid.',
    example: ['{{ fromBase64 "c2hvcA==" }}', 'shop'],
    call: (args) => {
      const text = args.text(0).replace(/[\r\n]/g, '');
      const isValid = text.length % 4 === 0 && BASE64.test(text);
      return isValid ? textOfBytes(Buffer.from(text, 'base64')) : '';
    },
  },
  'toJSON(value any) string': {
    description: 'Like toJson, with {} for what JSON cannot hold.',
    example: ['{{ toJSON .metadata.labels }}', '{"app":"shop","shard":"7","tier":"gold"}'],
    call: (args) => {
      try {
        return goJson(args.any(0));
      } catch {
        // What JSON cannot hold is {} here (notes.md §1.7); toJson is the one that fails.
        return '{}';
      }
    },
  },
  'sha256sum(text string) string': {
    description: 'The first 8 hexadecimal digits of the SHA-256 hash: a short fingerprint.',
    example: ['{{ sha256sum "shop" }}', '8d9001d3'],
    call: (args) =>
      createHash('sha256')
        .update(bytesOf(args.text(0)))
        .digest('hex')
        .slice(0, 8),
  },
  'slugify(text string) string': {
    description: 'Lower-case letters, digits and single dashes only.',
    example: ['{{ slugify "My App / v1.2" }}', 'my-app-v1-2'],
    call: (args) =>
      args
        .text(0)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
  },
  'truncateName(name string, size number) string': {
    description: 'At most so many bytes of a name.',
    example: ['{{ truncateName "shop-frontend" 4 }}', 'shop'],
    call: (args) => cutBytes(args.text(0), Math.max(0, args.integer(1))),
  },
});
