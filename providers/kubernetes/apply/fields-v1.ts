import { isObject } from '../../../core/index.ts';

/**
 * A set of fields as `managedFields[].fieldsV1` writes it (KEP-555, structured-merge-diff): elements are `f:<field>`,
 * `k:<keys of an item as JSON>` and `v:<value of a set>`.
 */
export interface Fields {
  /** The place itself is in the set, not only something below it. */
  readonly isMember: boolean;
  readonly below: ReadonlyMap<string, Fields>;
}

/** The empty set. */
export const NO_FIELDS: Fields = { isMember: false, below: new Map() };

/** Reads `fieldsV1`. */
export function parseFields(written: unknown): Fields {
  if (!isObject(written)) return NO_FIELDS;
  const below = new Map<string, Fields>();
  for (const [element, inner] of Object.entries(written)) {
    if (element === '.' || !isObject(inner)) continue;
    const isMember = Object.keys(inner).length === 0 || Object.hasOwn(inner, '.');
    below.set(element, { ...parseFields(inner), isMember });
  }
  return { isMember: false, below };
}

/** Writes `fieldsV1`. */
export function printFields({ below }: Fields): Readonly<Record<string, unknown>> {
  const written: Record<string, unknown> = {};
  for (const [element, inner] of below) {
    const isLeaf = inner.below.size === 0;
    written[element] = isLeaf
      ? {}
      : { ...(inner.isMember ? { '.': {} } : {}), ...printFields(inner) };
  }
  return written;
}

/** Fields of either set. */
export function unionOf(left: Fields, right: Fields): Fields {
  if (isEmpty(left)) return right;
  const below = new Map(left.below);
  for (const [element, inner] of right.below) {
    below.set(element, unionOf(left.below.get(element) ?? NO_FIELDS, inner));
  }
  return { isMember: left.isMember || right.isMember, below };
}

/** Fields of the first set that are not in the second. */
export function without(fields: Fields, removed: Fields): Fields {
  const below = new Map<string, Fields>();
  for (const [element, inner] of fields.below) {
    const other = removed.below.get(element);
    const rest = other === undefined ? inner : without(inner, other);
    if (!isEmpty(rest)) below.set(element, rest);
  }
  return { isMember: fields.isMember && !removed.isMember, below };
}

/** Tells whether nothing is in the set. */
export function isEmpty({ isMember, below }: Fields): boolean {
  return !isMember && below.size === 0;
}

/** Number of fields in the set. */
export function sizeOf({ isMember, below }: Fields): number {
  let size = isMember ? 1 : 0;
  for (const inner of below.values()) size += sizeOf(inner);
  return size;
}
