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
 * As {@link getPath}, through keys that hold dots themselves, as those of labels and annotations do: `labels`, `example`,
 * `org/tier` finds the label `example.org/tier`. Where both ways lead somewhere, the one through more maps counts.
 */
export function findPath(root: unknown, path: readonly string[]): unknown {
  if (path.length === 0) return root;
  if (!isObject(root)) return undefined;
  let key = '';
  for (const [at, step] of path.entries()) {
    key = at === 0 ? step : `${key}.${step}`;
    if (!Object.hasOwn(root, key)) continue;
    const found = findPath(root[key], path.slice(at + 1));
    if (found !== undefined) return found;
  }
  return undefined;
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
