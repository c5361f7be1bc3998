import { hash } from 'node:crypto';
import { isObject, writeJson } from '../../../core/index.ts';

/** JSON with sorted keys, so that equal values have equal texts; absent fields are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return listText(value);
  return isObject(value) ? mapText(value) : writeJson(value ?? null);
}

function listText(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${canonicalJson(value)}`;
  return `[${text}]`;
}

function mapText(map: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(map).sort()) {
    const value = map[key];
    if (value !== undefined)
      text += `${text === '' ? '' : ','}${writeJson(key)}:${canonicalJson(value)}`;
  }
  return `{${text}}`;
}

/** Short digest of a text: 96 bits of SHA-256, in base64url. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}
