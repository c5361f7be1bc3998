import { isObject } from './json.ts';

/** Value at a path of map keys, `undefined` where any step is missing or not a map. */
export function getPath(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/**
 * A copy with one value set; only the maps along the path are copied, missing ones are made.
 *
 * @returns `undefined` when a step on the way is neither a map nor absent.
 */
export function withPath(
  root: Readonly<Record<string, unknown>>,
  path: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return isObject(value) ? value : undefined;
  if (rest.length === 0) return { ...root, [key]: value };
  const present = Object.hasOwn(root, key) ? root[key] : undefined;
  if (present !== undefined && present !== null && !isObject(present)) return undefined;
  const inner = withPath(isObject(present) ? present : {}, rest, value);
  return inner === undefined ? undefined : { ...root, [key]: inner };
}
