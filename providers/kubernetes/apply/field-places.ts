import { deepEqual, isObject, readJson, writeJson } from '../../../core/index.ts';
import type { KeysOf, Step } from '../plan/foreign-items.ts';
import { LIST_KEYS } from '../plan/list-keys.ts';
import { type Fields, NO_FIELDS } from './fields-v1.ts';

/** Item keys of lists as the owners of their items write them: the one place where an API server tells of a custom kind's. */
export function keysIn(fields: Fields): KeysOf {
  return (_list, steps) => {
    for (const element of findPlace(fields, steps)?.fields.below.keys() ?? []) {
      if (element.startsWith('k:')) return Object.keys(keyOf(element));
      if (element.startsWith('v:')) return [];
    }
    return undefined;
  };
}

/** A place in a set, with the elements that lead there; `undefined` when nothing of it is in the set. */
export function findPlace(
  fields: Fields,
  steps: readonly Step[],
): { readonly elements: readonly string[]; readonly fields: Fields } | undefined {
  let here = fields;
  const elements: string[] = [];
  for (const step of steps) {
    const element = elementOf(here, step);
    const inner = element === undefined ? undefined : here.below.get(element);
    if (element === undefined || inner === undefined) return undefined;
    elements.push(element);
    here = inner;
  }
  return { elements, fields: here };
}

/** The elements that lead to a place in an object of which nobody owns anything; `undefined` where its keys are not known. */
export function elementsOf(steps: readonly Step[]): readonly string[] | undefined {
  const elements: string[] = [];
  let list = '';
  for (const step of steps) {
    if ('field' in step) {
      list = step.field;
      elements.push(`f:${list}`);
    } else if (isObject(step.item)) {
      const { item } = step;
      const keys = (LIST_KEYS[list] ?? []).filter((key) => item[key] !== undefined).sort();
      if (keys.length === 0) return undefined;
      elements.push(`k:${writeJson(Object.fromEntries(keys.map((key) => [key, item[key]])))}`);
    } else elements.push(`v:${writeJson(step.item)}`);
  }
  return elements;
}

/** The set of one place and what is below it. */
export function onlyAt(elements: readonly string[], fields: Fields): Fields {
  return elements.reduceRight<Fields>(
    (inner, element) => ({ ...NO_FIELDS, below: new Map([[element, inner]]) }),
    { ...fields, isMember: true },
  );
}

function elementOf(fields: Fields, step: Step): string | undefined {
  if ('field' in step) return `f:${step.field}`;
  const { item } = step;
  if (!isObject(item)) return `v:${writeJson(item)}`;
  for (const element of fields.below.keys()) {
    if (!element.startsWith('k:')) continue;
    const key = Object.entries(keyOf(element));
    if (key.every(([field, value]) => deepEqual(item[field] ?? DEFAULTS[field], value)))
      return element;
  }
  return undefined;
}

/** What a key is where an item does not say it. */
const DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

function keyOf(element: string): Readonly<Record<string, unknown>> {
  try {
    const key: unknown = readJson(element.slice(2));
    return isObject(key) ? key : {};
  } catch {
    // No key that JSON can read: it stands for no item.
    return {};
  }
}
