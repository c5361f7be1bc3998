import { writeJson } from '../../../core/index.ts';

const encoded = new WeakMap<object, string>();

/** JSON text of a value. */
export function encode(value: unknown): string {
  return writeJson(value);
}

/**
 * JSON text of a stored object, remembered for as long as the object lives.
 *
 * @remarks Stored objects never change, and lists and watches send the same one many times.
 */
export function encodeShared(object: object): string {
  const known = encoded.get(object);
  if (known !== undefined) return known;
  const text = writeJson(object);
  encoded.set(object, text);
  return text;
}
