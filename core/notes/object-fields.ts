import { isObject } from '../object/json.ts';
import { getPath } from '../object/path.ts';
import { looseInteger } from './numeric.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A text at a path, `''` for anything else. */
export function textAt(object: unknown, ...path: readonly string[]): string {
  const value = getPath(object, path);
  return typeof value === 'string' ? value : '';
}

/** An integer at a path, 0 where there is none. */
export function integerAt(object: unknown, ...path: readonly string[]): number | bigint {
  return looseInteger(getPath(object, path));
}

/** A map at a path, empty where there is none. */
export function mapAt(object: unknown, ...path: readonly string[]): Fields {
  const value = getPath(object, path);
  return isObject(value) ? value : {};
}

/** The maps of a list at a path, none where there is no list. */
export function mapsAt(object: unknown, ...path: readonly string[]): readonly Fields[] {
  const value = getPath(object, path);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a list at a path. */
export function textsAt(object: unknown, ...path: readonly string[]): readonly string[] {
  const value = getPath(object, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The entry of `status.conditions` with a type. */
export function conditionOf(object: unknown, type: string): Fields | undefined {
  return mapsAt(object, 'status', 'conditions').find((condition) => condition['type'] === type);
}

/** Texts with content in one line. */
export function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(', ');
}
