import { deepEqual } from './deep-equal.ts';
import { isObject } from './json.ts';

/**
 * The JSON merge patch (RFC 7386) that turns `from` into `to`.
 *
 * @returns `undefined` when they are equal. Lists are replaced whole, as the RFC says.
 */
export function mergePatchOf(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(to)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    const after = to[key];
    if (after === undefined || deepEqual(before, after)) continue;
    patch[key] = isObject(before) && isObject(after) ? mergePatchOf(before, after) : after;
  }
  for (const key of Object.keys(from)) {
    if (from[key] !== undefined && (!Object.hasOwn(to, key) || to[key] === undefined))
      patch[key] = null;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}
