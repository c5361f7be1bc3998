import type { Clock } from '../clock.ts';
import { deepEqual } from '../object/deep-equal.ts';
import { isObject } from '../object/json.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Fields of a custom resource that its schema does not know: the API server drops them without a word, so writing
 * them would look like a difference for ever.
 */
export interface PrunedFields {
  /** The part of a merge patch that can make a difference to what stands there; `undefined` when nothing is left. */
  effective(patch: Fields, before: Fields): Fields | undefined;
  /** What is stored of a value at a path; `undefined` where nothing is. */
  stored(path: readonly string[], value: unknown): unknown;
  /** Notes what was sent and is not in the answer; returns the paths that are new, e.g. `status.conditions`. */
  learn(sent: Fields, answered: Fields): readonly string[];
  /** The schema has changed: nothing of what was learnt need be true any more. */
  forget(): void;
}

/** A schema may change: what was learnt is tried again after this long, in milliseconds. */
const FORGET_MS = 600_000;

/** Creates the knowledge of one CRD; empty at first, it costs one write to learn. */
export function createPrunedFields(clock: Clock): PrunedFields {
  let pruned = new Set<string>();
  let learntAtMs = 0;
  return {
    effective(patch, before) {
      if (pruned.size === 0) return patch;
      if (clock.monotonicMs() - learntAtMs > FORGET_MS) pruned = new Set();
      return effectiveOf(patch, before, { pruned, path: '' });
    },
    stored(path, value) {
      if (pruned.size === 0) return value;
      let at = '';
      for (const key of path) {
        at = join(at, key);
        if (pruned.has(at)) return undefined;
      }
      return strip(value, { pruned, path: at });
    },
    learn(sent, answered) {
      const missing = missingIn(sent, answered, '').filter((path) => !pruned.has(path));
      if (missing.length > 0) learntAtMs = clock.monotonicMs();
      for (const path of missing) pruned.add(path);
      return missing;
    },
    forget() {
      pruned = new Set();
    },
  };
}

interface Place {
  readonly pruned: ReadonlySet<string>;
  readonly path: string;
}

function effectiveOf(patch: Fields, before: Fields, place: Place): Fields | undefined {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    const path = join(place.path, key);
    if (place.pruned.has(path)) continue;
    const present = before[key];
    const isNested = isObject(value) && isObject(present);
    const next = isNested
      ? effectiveOf(value, present, { ...place, path })
      : strip(value, { ...place, path });
    if (next !== undefined && (isNested || !deepEqual(next, present))) kept[key] = next;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** A value without the fields its schema does not know; items of a list share one path. */
function strip(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => strip(item, { ...place, path: join(place.path, '*') }));
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value)
    .filter(([key]) => !place.pruned.has(join(place.path, key)))
    .map(([key, inner]) => [key, strip(inner, { ...place, path: join(place.path, key) })]);
  return Object.fromEntries(kept);
}

/** Paths that were sent with a value and are absent from the answer. */
function missingIn(sent: unknown, answered: unknown, path: string): readonly string[] {
  if (Array.isArray(sent) && Array.isArray(answered)) {
    const item = join(path, '*');
    return [...new Set(sent.flatMap((each, index) => missingIn(each, answered[index], item)))];
  }
  if (!isObject(sent) || !isObject(answered)) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    const inner = join(path, key);
    return Object.hasOwn(answered, key) ? missingIn(value, answered[key], inner) : [inner];
  });
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
