import { isObject } from '../object/json.ts';
import { getPath } from '../object/path.ts';
import { sortedKeys } from '../template/value/sorted-keys.ts';
import { defineNotes } from './define-note.ts';
import { goJson } from './go-json.ts';
import type { Note } from './note.ts';
import { parseYamlOrJson } from './parse-yaml-or-json.ts';

/** Lists and maps (notes.md §1.6). */
export const collectionNotes: readonly Note[] = defineNotes('collections', {
  'listHas(list any, value any) boolean': {
    description: 'Whether a list holds a scalar.',
    example: ['{{ listHas .spec.tags "red" }}', 'true'],
    call: (args) => args.list(0).some((element) => isSame(element, args.any(1))),
  },
  'listGet(list any, index number) any': {
    description: 'One element of a list, counted from 0, or nothing.',
    example: ['{{ listGet .spec.tags 1 }}', 'blue'],
    call: (args) => {
      const index = args.integer(1);
      return index < 0 ? undefined : args.list(0)[index];
    },
  },
  'listLen(list any) number': {
    description: 'How many elements a list has; 0 for anything else.',
    example: ['{{ listLen (asList "[1, 2]") }}', '2'],
    call: (args) => args.list(0).length,
  },
  'mapGet(map any, key string) any': {
    description: 'The value of one key, or nothing.',
    example: ['{{ mapGet .metadata.labels "tier" }}', 'gold'],
    call: (args) => getPath(args.any(0), [args.text(1)]),
  },
  'mapKeys(map any) list': {
    description: 'The sorted keys of a map.',
    example: ['{{ join (mapKeys .metadata.labels) "," }}', 'app,shard,tier'],
    call: (args) => sortedKeys(args.object(0)),
  },
  'mapValues(map any) list': {
    description: 'The values of a map in the order of its sorted keys.',
    example: ['{{ join (mapValues .metadata.labels) "," }}', 'shop,7,gold'],
    call: (args) => sortedKeys(args.object(0)).map((key) => args.object(0)[key]),
  },
  'mapPick(map any, keys ...string) map': {
    description: 'The map with the given keys only.',
    example: ['{{ toJson (mapPick .spec "image") }}', '{"image":"nginx:1.27"}'],
    call: (args) => filterKeys(args.object(0), new Set(args.texts(1)), true),
  },
  'mapOmit(map any, keys ...string) map': {
    description: 'The map without the given keys.',
    example: ['{{ toJson (mapOmit .metadata.labels "app" "shard") }}', '{"tier":"gold"}'],
    call: (args) => filterKeys(args.object(0), new Set(args.texts(1)), false),
  },
  'asList(value any) list': {
    description: 'A list as it is, or the one that a YAML or JSON text holds; else an empty one.',
    example: ['{{ listGet (asList "[7, 8]") 0 }}', '7'],
    call: (args) => {
      const value = parsed(args.any(0));
      return Array.isArray(value) ? value : [];
    },
  },
  'asMap(value any) map': {
    description: 'A map as it is, or the one that a YAML or JSON text holds; else an empty one.',
    example: ['{{ (asMap "a: 1").a }}', '1'],
    call: (args) => {
      const value = parsed(args.any(0));
      return isObject(value) ? value : {};
    },
  },
  'asString(value any) string': {
    description: 'A text as it is, anything else as JSON.',
    example: ['{{ asString .spec.suspend }}', 'false'],
    call: (args) => {
      const value = args.any(0);
      return typeof value === 'string' ? value : goJson(value);
    },
  },
});

function isSame(element: unknown, value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    throw new TypeError('a list or map cannot be looked for');
  }
  return (element ?? undefined) === value;
}

function filterKeys(
  map: Readonly<Record<string, unknown>>,
  keys: ReadonlySet<string>,
  isKept: boolean,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => keys.has(key) === isKept));
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? parseYamlOrJson(value) : value;
}
