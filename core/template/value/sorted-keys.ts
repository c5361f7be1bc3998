import type { GoMap } from './go-type.ts';
import { compareBytes } from './raw-bytes.ts';

/** The own keys of a map in the order in which Go prints and ranges over it. */
export function sortedKeys(map: GoMap): string[] {
  return Object.keys(map).sort(compareBytes);
}
