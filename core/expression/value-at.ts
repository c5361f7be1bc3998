import { getPath } from '../object/path.ts';

/**
 * The value at a dot path from the root (katalog-language §5.9): a leading dot is tolerated, lists are not indexed.
 *
 * @returns `undefined` where a step is missing or no map
 */
export function valueAt(root: unknown, path: string): unknown {
  return getPath(root, pathKeys(path));
}

/** The keys of a dot path; those of `.spec.image` are `spec` and `image`. */
export function pathKeys(path: string): readonly string[] {
  return path.replace(/^\./, '').split('.');
}
