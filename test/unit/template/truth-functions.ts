import { goFloat, type TemplateFunction } from '../../../core/template/index.ts';

const MANY = Number.POSITIVE_INFINITY;

function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function get(value: unknown, keys: readonly unknown[]): unknown {
  return keys.reduce<unknown>((at, key) => {
    const isMap = typeof at === 'object' && at !== null && !Array.isArray(at);
    return isMap ? (at as Record<string, unknown>)[String(key)] : undefined;
  }, value);
}

const functions: readonly TemplateFunction[] = [
  {
    name: 'upper',
    minArgs: 1,
    maxArgs: 1,
    params: ['string'],
    call: ([text]) => String(text).toUpperCase(),
  },
  {
    name: 'pair',
    minArgs: 2,
    maxArgs: 2,
    params: ['string'],
    call: ([left, right]) => `${left}-${right}`,
  },
  {
    name: 'join',
    minArgs: 1,
    maxArgs: MANY,
    params: ['string'],
    call: ([separator, ...parts]) => parts.join(String(separator)),
  },
  {
    name: 'flag',
    minArgs: 1,
    maxArgs: 1,
    params: ['boolean'],
    call: ([value]) => (value === true ? 'on' : 'off'),
  },
  {
    name: 'half',
    minArgs: 1,
    maxArgs: 1,
    params: ['number'],
    call: ([value]) => goFloat(Number(value) / 2),
  },
  { name: 'nothing', minArgs: 0, maxArgs: 0, call: () => undefined },
  { name: 'tree', minArgs: 0, maxArgs: 0, call: () => ({ a: { b: 'deep' } }) },
  { name: 'infinity', minArgs: 0, maxArgs: 0, call: () => goFloat(Number.POSITIVE_INFINITY) },
  { name: 'notANumber', minArgs: 0, maxArgs: 0, call: () => goFloat(Number.NaN) },
  {
    name: 'refuse',
    minArgs: 1,
    maxArgs: 1,
    params: ['string'],
    call: ([text]) => {
      throw new Error(String(text));
    },
  },
  {
    name: 'default',
    minArgs: 2,
    maxArgs: 2,
    call: ([fallback, value]) => (isTrue(value) ? value : fallback),
  },
  {
    name: 'get',
    minArgs: 1,
    maxArgs: MANY,
    params: ['any', 'string'],
    call: ([value, ...keys]) => get(value, keys),
  },
];

/** The functions that test/truth/functions.go gives to Go's templates, for the engine under test. */
export const truthFunctions: ReadonlyMap<string, TemplateFunction> = new Map(
  functions.map((entry) => [entry.name, entry]),
);
