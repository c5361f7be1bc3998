import {
  expectedTypes,
  flatten,
  type JsonSchema,
  type Located,
  schemasOfKey,
} from '../../../schemas/index.ts';
import type { JsonValue } from '../../object/json.ts';
import type { SourceNode } from '../source/source-node.ts';

/**
 * The JSON of a node as its schema reads it: a number or boolean where a text is expected is taken as written
 * (`port: 80` → `"80"`), a key without a value is the empty form of what is expected (katalog-language §0.4).
 */
export function plainValue(node: SourceNode, schema: JsonSchema): JsonValue {
  return convert(node, [{ schema, root: schema }]);
}

/** The JSON of a node as YAML itself reads it. */
export function nativeValue(node: SourceNode): JsonValue {
  return convert(node, []);
}

function convert(node: SourceNode, schemas: readonly Located[]): JsonValue {
  const flat = schemas.flatMap(flatten);
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => {
          return [
            key,
            convert(
              value,
              flat.flatMap((each) => schemasOfKey(each, key)),
            ),
          ];
        }),
      );
    case 'list': {
      const inner = flat.map(({ schema, root }) => ({ schema: schema['items'], root }));
      // Only a key without a value means the empty form; an element that is not there is told.
      return node.items.map((item) => (isNothing(item) ? null : convert(item, inner)));
    }
    default:
      return scalarValue(
        node,
        flat.map(({ schema }) => schema),
      );
  }
}

function isNothing(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function scalarValue(
  node: Extract<SourceNode, { readonly kind: 'scalar' }>,
  schemas: readonly JsonSchema[],
): JsonValue {
  const { value, text } = node;
  if (typeof value === 'string' || schemas.length === 0) return value;
  const types = new Set(schemas.flatMap(expectedTypes));
  if (value === null) {
    if (types.has('null')) return null;
    if (types.has('string')) return '';
    if (types.has('object')) return {};
    return types.has('array') ? [] : null;
  }
  const isExpected =
    typeof value === 'bigint'
      ? types.has('integer') || types.has('number')
      : types.has(typeof value) || (types.has('integer') && Number.isInteger(value));
  // `1.10` as a text is not what the number 1.1 would print.
  const isSameText = String(value) === text;
  return types.has('string') && !(isExpected && isSameText) ? text : value;
}
