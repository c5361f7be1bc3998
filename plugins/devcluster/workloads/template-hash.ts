import { createHash } from 'node:crypto';
import { isRecord } from '../json/record.ts';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name for a Pod template that changes with its content, in whatever order its fields were written. */
export function templateHash(template: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(template, inOrder)).digest();
  return [...digest.subarray(0, 10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

function inOrder(_: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
