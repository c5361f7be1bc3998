import { documentSchema, type JsonSchema } from '../../../schemas/index.ts';
import { isObject } from '../../object/json.ts';

/** Keys of every entry that belong to the language and not to the provider of its kind. */
const LANGUAGE_KEYS: JsonSchema = {
  when: { $ref: '#/$defs/conditions' },
  or: { $ref: '#/$defs/conditions' },
  forEach: { $ref: '#/$defs/forEach' },
  reconcile: { type: 'boolean' },
  forceConflict: { type: 'boolean' },
  onImmutable: { type: 'string', enum: ['recreate', 'keep'] },
  adopt: {
    description:
      'true: an object that was there before is taken over, and let go when it is no longer declared; {delete: true}: it is deleted then. Default: it is left alone.',
    anyOf: [
      { type: 'boolean' },
      {
        type: 'object',
        properties: { delete: { type: 'boolean' } },
        additionalProperties: false,
      },
    ],
  },
  merge: { type: 'boolean' },
};

const SCHEMAS = new WeakMap<JsonSchema, Map<boolean, JsonSchema>>();

/**
 * Schema of an entry: that of its kind together with the keys of the language.
 *
 * @param isDeleted - `true`: the entry only names what goes, so nothing is required
 */
export function entrySchema(kind: JsonSchema, isDeleted: boolean): JsonSchema {
  const cache = SCHEMAS.get(kind) ?? new Map<boolean, JsonSchema>();
  const known = cache.get(isDeleted);
  if (known !== undefined) return known;
  const schema = {
    ...kind,
    ...(isDeleted ? { required: [] } : {}),
    properties: { ...mapOf(kind['properties']), ...LANGUAGE_KEYS },
    $defs: { ...mapOf(kind['$defs']), ...mapOf(documentSchema('Katalog')['$defs']) },
  };
  SCHEMAS.set(kind, cache.set(isDeleted, schema));
  return schema;
}

function mapOf(value: unknown): JsonSchema {
  return isObject(value) ? value : {};
}
