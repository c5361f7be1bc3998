import { deepEqual } from '../object/deep-equal.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { getPath, withPath } from '../object/path.ts';
import { pathKeys } from '../object/path-keys.ts';

/** What of a prepared custom resource may be written back. */
export interface Storable {
  /** The custom resource as it may be stored. */
  readonly object: KubeObject;
  /** Paths whose values hold for the cycle only. */
  readonly held: readonly string[];
}

/**
 * The part of a prepared custom resource that may be written back: preparing what is stored has to give what preparing what the
 * user wrote gave. Otherwise the operator would change its own input, once more each time.
 *
 * @param raw - what the user wrote
 * @param prepared - what `normalize` and `mutation` made of it
 * @param paths - what they changed
 * @param prepare - does the same to another object
 */
export async function storableOf(
  raw: KubeObject,
  prepared: KubeObject,
  paths: readonly string[],
  prepare: (object: KubeObject) => Promise<KubeObject>,
): Promise<Storable> {
  const all = [...new Set(paths)];
  let stored = all;
  // Each round takes out what comes out otherwise; what is left may differ because of that, so it is tried again.
  while (stored.length > 0) {
    const object = withValues(raw, prepared, stored);
    const wrong = await differing(prepared, all, () => prepare(object));
    if (wrong.length === 0) return { object, held: all.filter((path) => !stored.includes(path)) };
    const rest = stored.filter((path) => !wrong.includes(path));
    stored = rest.length === stored.length ? [] : rest;
  }
  return { object: raw, held: all };
}

/** Paths at which another preparation comes out otherwise; one that fails does so at all of them. */
async function differing(
  prepared: KubeObject,
  paths: readonly string[],
  again: () => Promise<KubeObject>,
): Promise<readonly string[]> {
  try {
    const object = await again();
    return paths.filter((path) => !deepEqual(valueAt(object, path), valueAt(prepared, path)));
  } catch {
    // What cannot be prepared once more is not stored; the fault itself was told by the first preparation, or never comes.
    return paths;
  }
}

function withValues(raw: KubeObject, from: KubeObject, paths: readonly string[]): KubeObject {
  let object: Readonly<Record<string, unknown>> = raw;
  for (const path of paths) {
    object = withPath(object, pathKeys(path), valueAt(from, path)) ?? object;
  }
  return object as KubeObject;
}

function valueAt(object: KubeObject, path: string): unknown {
  return getPath(object, pathKeys(path));
}
