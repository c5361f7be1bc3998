import { deepEqual, isObject } from '../../../core/index.ts';
import type { AcceptedValues } from './differences.ts';
import { keyOfItem, LIST_KEYS, matcherBy } from './list-keys.ts';
import { isDefault, isOneValue } from './one-value-lists.ts';
import { isShared, isWholeMap } from './whole-fields.ts';

/** A step from an object to a place in it. */
export type Step =
  | { readonly field: string }
  /** An item of a list: found by keys, or, without any, by its value. */
  | { readonly item: unknown };

/** Something in a list or map that a block declares whole, and does not declare. */
export interface ForeignItem {
  /** As in differences: `spec.ports[81]`, `data.extra`. */
  readonly path: string;
  readonly steps: readonly Step[];
  readonly live: unknown;
  /** It is inside a list that is one value to Kubernetes: an apply sets the list, and the item goes. */
  readonly isInside?: boolean;
}

/** How the items of a list are told apart: by these fields, by value where there are none; `undefined`: the list is one value. */
export type KeysOf = (list: string, steps: readonly Step[]) => readonly string[] | undefined;

/** Keys of lists as they are known by the lists' names. */
export const knownKeys: KeysOf = (list) => LIST_KEYS[list];

/**
 * What others put into lists and maps that are declared whole (design §5).
 *
 * @remarks A list that is one value to Kubernetes has no foreign items: it differs as a whole. A field that others add to one of
 * its items is foreign, though: a peer of a NetworkPolicy with another selector is another peer.
 * @param accepted - what the API server added to our own write: admission and defaults
 */
export function foreignItems(
  declared: Readonly<Record<string, unknown>>,
  live: Readonly<Record<string, unknown>>,
  options: {
    readonly isBuiltIn: boolean;
    readonly keysOf?: KeysOf;
    readonly accepted?: AcceptedValues | undefined;
  },
): readonly ForeignItem[] {
  const kind = options.isBuiltIn ? String(declared['kind']) : '';
  const keysOf = options.keysOf ?? (options.isBuiltIn ? knownKeys : () => undefined);
  const search = new Search(kind, { ...options, keysOf });
  search.inMap(declared, live, { path: '', steps: [] });
  return search.found;
}

interface Place {
  readonly path: string;
  readonly steps: readonly Step[];
}

class Search {
  readonly found: ForeignItem[] = [];
  readonly #kind: string;
  readonly #options: {
    readonly isBuiltIn: boolean;
    readonly keysOf: KeysOf;
    readonly accepted?: AcceptedValues | undefined;
  };

  constructor(
    kind: string,
    options: {
      readonly isBuiltIn: boolean;
      readonly keysOf: KeysOf;
      readonly accepted?: AcceptedValues | undefined;
    },
  ) {
    this.#kind = kind;
    this.#options = options;
  }

  inMap(
    declared: Readonly<Record<string, unknown>>,
    live: Readonly<Record<string, unknown>>,
    { path, steps }: Place,
  ): void {
    for (const field of Object.keys(declared)) {
      const wanted = declared[field];
      const present = live[field];
      if (typeof wanted !== 'object' || typeof present !== 'object') continue;
      const here = path === '' ? field : `${path}.${field}`;
      if (isShared(this.#kind, here)) continue;
      const place = { path: here, steps: [...steps, { field }] };
      if (Array.isArray(wanted) && Array.isArray(present)) {
        this.#inList(wanted, present, { ...place, field });
      } else if (isObject(wanted) && isObject(present)) {
        if (this.#options.isBuiltIn && isWholeMap(field)) this.#beside(wanted, present, place);
        this.inMap(wanted, present, place);
      }
    }
  }

  #beside(
    declared: Readonly<Record<string, unknown>>,
    live: Readonly<Record<string, unknown>>,
    { path, steps }: Place,
  ): void {
    for (const field of Object.keys(live)) {
      if (declared[field] !== undefined) continue;
      this.#note({ path: `${path}.${field}`, steps: [...steps, { field }], live: live[field] });
    }
  }

  #inList(
    declared: readonly unknown[],
    live: readonly unknown[],
    { path, steps, field }: Place & { readonly field: string },
  ): void {
    const keys = this.#options.keysOf(field, steps);
    if (keys === undefined) {
      if (this.#options.isBuiltIn && isOneValue(field))
        this.#inside(declared, live, { path, steps });
      return;
    }
    const matches = matcherBy(keys);
    for (const item of live) {
      const wanted = declared.find((each) =>
        isObject(each) && isObject(item) ? matches(each, item) : deepEqual(each, item),
      );
      const place = {
        path: `${path}[${isObject(item) ? labelOf(field, keys, item) : String(item)}]`,
        steps: [...steps, { item }],
      };
      if (wanted === undefined) this.#note({ ...place, live: item });
      else if (isObject(wanted) && isObject(item)) this.inMap(wanted, item, place);
    }
  }

  /** Nothing in a list that is one value is anybody else's. */
  #inside(declared: unknown, live: unknown, { path, steps }: Place): void {
    if (Array.isArray(declared) && Array.isArray(live)) {
      // Of another length it differs as a whole.
      if (declared.length !== live.length) return;
      for (const [at, item] of live.entries())
        this.#inside(declared[at], item, { path: `${path}[${at}]`, steps });
    } else if (isObject(declared) && isObject(live)) {
      for (const field of Object.keys(live)) {
        const here = `${path}.${field}`;
        if (declared[field] !== undefined)
          this.#inside(declared[field], live[field], { path: here, steps });
        else if (!isDefault(field, live[field]))
          this.#note({ path: here, steps, live: live[field], isInside: true });
      }
    }
  }

  #note(item: ForeignItem): void {
    const { accepted } = this.#options;
    if (accepted?.has(item.path) && deepEqual(accepted.get(item.path), item.live)) return;
    this.found.push(item);
  }
}

function labelOf(
  list: string,
  keys: readonly string[],
  item: Readonly<Record<string, unknown>>,
): string {
  const known = keyOfItem(list, item);
  if (known !== '') return known;
  const key = keys.find((each) => item[each] !== undefined);
  return key === undefined ? '' : String(item[key]);
}
