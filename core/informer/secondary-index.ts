import type { KubeObject } from '../object/kube-object.ts';

/** Values under which an object is found. */
export type Indexer = (object: KubeObject) => readonly string[];

/** Keys of objects by what an {@link Indexer} says of them. */
export interface SecondaryIndex {
  replace(key: string, before: KubeObject | undefined, after: KubeObject | undefined): void;
  keysOf(value: string): readonly string[];
}

const NONE: readonly string[] = [];

/** Creates an empty index. Most values have one or two keys, so short lists are kept instead of sets. */
export function createSecondaryIndex(indexer: Indexer): SecondaryIndex {
  const keys = new Map<string, readonly string[]>();
  const remove = (value: string, key: string): void => {
    const left = (keys.get(value) ?? NONE).filter((other) => other !== key);
    if (left.length === 0) keys.delete(value);
    else keys.set(value, left);
  };
  const insert = (value: string, key: string): void => {
    const present = keys.get(value) ?? NONE;
    if (!present.includes(key)) keys.set(value, [...present, key]);
  };
  return {
    replace(key, before, after) {
      const old = before === undefined ? NONE : indexer(before);
      const fresh = after === undefined ? NONE : indexer(after);
      for (const value of old) if (!fresh.includes(value)) remove(value, key);
      for (const value of fresh) insert(value, key);
    },
    keysOf: (value) => keys.get(value) ?? NONE,
  };
}
