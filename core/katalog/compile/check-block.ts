import { checkAgainst, documentSchema, type JsonSchema } from '../../../schemas/index.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import { plainValue } from '../check/plain-value.ts';
import { reportSchemaProblem } from '../check/report-schema-problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { nodeAt } from '../source/node-path.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdContext } from './crd-context.ts';
import { isExpression } from './crd-context.ts';
import type { KnownKind } from './provider-kinds.ts';

/** DNS-1123 subdomain, the widest form of name that Kubernetes gives its kinds. */
const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/**
 * Reads an entry by the schema of its kind and lets its provider check it.
 *
 * @returns the entry as plain JSON, `undefined` when it is faulty; the faults have been told
 */
export async function checkBlock(
  item: JsonObject,
  kind: KnownKind,
  path: NodePath,
  context: CrdContext,
): Promise<JsonObject | undefined> {
  const node = nodeAt(context.document.root, path);
  const schema = entrySchema(kind);
  const value = node === undefined ? item : plainValue(node, schema);
  const problems = checkAgainst(schema, value);
  for (const problem of problems) reportSchemaProblem(context.document, problem, path);
  if (problems.length > 0 || !isObject(value)) return undefined;
  const entry = value as JsonObject;
  const isNamed = checkName(entry, path, context);
  const isAccepted = await checkWithProvider(entry, kind, path, context);
  return isNamed && isAccepted ? entry : undefined;
}

const SCHEMAS = new WeakMap<JsonSchema, JsonSchema>();

/** The provider's schema of a kind together with the keys that belong to the language. */
function entrySchema({ schema }: KnownKind): JsonSchema {
  const known = SCHEMAS.get(schema);
  if (known !== undefined) return known;
  const katalog = documentSchema('Katalog');
  const shared = katalog['$defs'] as JsonSchema;
  const own = isObject(schema['properties']) ? schema['properties'] : {};
  const merged = {
    ...schema,
    properties: { ...own, ...LANGUAGE_KEYS },
    $defs: { ...(isObject(schema['$defs']) ? schema['$defs'] : {}), ...shared },
  };
  SCHEMAS.set(schema, merged);
  return merged;
}

const LANGUAGE_KEYS: JsonSchema = {
  when: { $ref: '#/$defs/conditions' },
  or: { $ref: '#/$defs/conditions' },
  forEach: { $ref: '#/$defs/forEach' },
  reconcile: { type: 'boolean' },
  forceConflict: { type: 'boolean' },
};

function checkName(entry: JsonObject, path: NodePath, { document }: CrdContext): boolean {
  const { name, metadata } = entry;
  const inner = isObject(metadata) ? metadata['name'] : undefined;
  const [text, at] = name === undefined ? [inner, ['metadata', 'name']] : [name, ['name']];
  if (typeof text !== 'string' || isExpression(text) || (NAME.test(text) && text.length <= 253))
    return true;
  const expected = 'lower-case letters, digits, - and ., at most 253 characters';
  const message = `${JSON.stringify(text)} is not a valid Kubernetes name, expected ${expected}`;
  const problem = { code: ProblemCode.NameInvalid, message, found: text, expected };
  document.error([...path, ...at], problem, { at: 'value' });
  return false;
}

async function checkWithProvider(
  entry: JsonObject,
  kind: KnownKind,
  path: NodePath,
  { document }: CrdContext,
): Promise<boolean> {
  const {
    when: _when,
    or: _or,
    forEach: _each,
    reconcile: _mode,
    forceConflict: _force,
    ...block
  } = entry;
  const problems = await kind.check({ kind: kind.key, block });
  for (const { path: inner, message, expected, nearest } of problems) {
    const text = { code: ProblemCode.ValueInvalid, message, expected, nearest };
    document.error([...path, ...inner], text, { at: 'value' });
  }
  return problems.length === 0;
}
