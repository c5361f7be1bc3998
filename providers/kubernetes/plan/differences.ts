import { deepEqual, isObject } from '../../../core/index.ts';
import { isSameQuantity } from '../block/quantity.ts';
import { keyOfItem, type Matcher, matcherOf } from './list-keys.ts';

/** A declared field whose live value is not what was declared. */
export interface Difference {
  /** `spec.template.spec.containers[web].image`. */
  readonly path: string;
  readonly declared: unknown;
  readonly live: unknown;
}

/**
 * Live values that count as right at a path although they are not what was declared, because the API server answered
 * them to our own apply (normalisation, defaulting, mutating webhooks).
 */
export type AcceptedValues = ReadonlyMap<string, unknown>;

const NONE: AcceptedValues = new Map();

/** Maps of quantities, by their last path segment. */
const QUANTITY_MAPS = new Set(['requests', 'limits', 'capacity', 'hard']);

/** Maps of texts, by their last path segment: Kubernetes keeps an empty one, so one that is missing was removed. */
const TEXT_MAPS = new Set([
  'annotations',
  'binaryData',
  'data',
  'labels',
  'matchLabels',
  'nodeSelector',
  'selector',
]);

/**
 * Declared fields that the live object does not hold (design §5).
 *
 * @remarks Fields that are not declared do not count: they are defaults or belong to others. Texts and numbers of
 * quantities are compared by amount, keyed lists item by item, other lists by position and length.
 * @param isBuiltIn - keyed lists are known for built-in kinds only
 */
export function differencesOf(
  declared: Readonly<Record<string, unknown>>,
  live: Readonly<Record<string, unknown>>,
  options: { readonly isBuiltIn: boolean; readonly accepted?: AcceptedValues },
): readonly Difference[] {
  const comparison = new Comparison(options.isBuiltIn, options.accepted ?? NONE);
  comparison.compareMaps(declared, live, { path: '', key: '' });
  return comparison.found;
}

interface Place {
  readonly path: string;
  /** Name of the field, without index. */
  readonly key: string;
  /** Inside a list that is one value: lists in it have no keys, whatever they are called. */
  readonly isInside?: boolean;
}

class Comparison {
  readonly found: Difference[] = [];
  readonly #isBuiltIn: boolean;
  readonly #accepted: AcceptedValues;

  constructor(isBuiltIn: boolean, accepted: AcceptedValues) {
    this.#isBuiltIn = isBuiltIn;
    this.#accepted = accepted;
  }

  compareMaps(
    declared: Readonly<Record<string, unknown>>,
    live: Readonly<Record<string, unknown>>,
    { path, key: parent, isInside = false }: Place,
  ): void {
    const isAmounts = this.#isBuiltIn && QUANTITY_MAPS.has(parent);
    const keepsEmpty = TEXT_MAPS.has(parent);
    for (const key of Object.keys(declared)) {
      const wanted = declared[key];
      if (wanted === undefined) continue;
      const present = Object.hasOwn(live, key) ? live[key] : undefined;
      if (wanted === present) continue;
      if (isAmounts && isSameQuantity(wanted, present)) continue;
      const here = path === '' ? key : `${path}.${key}`;
      if (keepsEmpty && wanted === '' && present === undefined) this.#note(wanted, present, here);
      else this.#compare(wanted, present, { path: here, key, isInside });
    }
  }

  #compare(declared: unknown, live: unknown, place: Place): void {
    // Go answers an empty list of a field without `omitempty` as null.
    const isAbsent = live === undefined || live === null;
    if (declared === live || (isAbsent && isZero(declared))) return;
    if (isObject(declared) && isObject(live)) this.compareMaps(declared, live, place);
    else if (Array.isArray(declared) && Array.isArray(live)) {
      this.#compareLists(declared, live, place);
    } else this.#note(declared, live, place.path);
  }

  #compareLists(declared: readonly unknown[], live: readonly unknown[], place: Place): void {
    const hasKeys = this.#isBuiltIn && place.isInside !== true;
    const matches = hasKeys ? matcherOf(place.key) : undefined;
    if (matches !== undefined) {
      for (const item of declared) this.#compareKeyed(item, live, { place, matches });
    } else if (declared.length !== live.length) {
      this.#note(declared, live, place.path);
    } else {
      for (const [index, item] of declared.entries()) {
        const path = `${place.path}[${index}]`;
        this.#compare(item, live[index], { path, key: place.key, isInside: true });
      }
    }
  }

  #compareKeyed(
    item: unknown,
    live: readonly unknown[],
    { place, matches }: { readonly place: Place; readonly matches: Matcher },
  ): void {
    if (!isObject(item)) return;
    const path = `${place.path}[${keyOfItem(place.key, item)}]`;
    const found = live.find((each) => isObject(each) && matches(item, each));
    if (isObject(found)) this.compareMaps(item, found, { path, key: '' });
    else this.#note(item, undefined, path);
  }

  #note(declared: unknown, live: unknown, path: string): void {
    if (this.#accepted.has(path) && deepEqual(this.#accepted.get(path), live)) return;
    this.found.push({ path, declared, live });
  }
}

/** Values that Kubernetes leaves out when it writes an object; an empty map is not one of them. */
function isZero(value: unknown): boolean {
  if (value === '' || value === false || value === 0 || value === null) return true;
  return Array.isArray(value) && value.length === 0;
}
