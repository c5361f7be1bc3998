import type { JsonObject } from '../../object/json.ts';
import type { CheckRequest } from '../../provider/block-check.ts';
import { entrySchema } from '../check/entry-schema.ts';
import { plainValue } from '../check/plain-value.ts';
import { ProblemCode } from '../problem-code.ts';
import { nodeAt } from '../source/node-path.ts';
import type { CrdContext } from './crd-context.ts';
import type { EntryPlace } from './entry-place.ts';
import type { KnownKind } from './provider-kinds.ts';

/** An entry as its schema reads it: texts where texts are expected (katalog-language §0.4). */
export function readEntry(
  item: JsonObject,
  kind: KnownKind,
  { path, section }: EntryPlace,
  { document }: CrdContext,
): JsonObject {
  const node = nodeAt(document.root, path);
  const schema = entrySchema(kind.schema, isOnlyNamed(kind, section));
  return node === undefined ? item : (plainValue(node, schema) as JsonObject);
}

/** Lets the provider check a block as written; faults are told. */
export async function checkBlock(
  written: Omit<CheckRequest, 'kind'>,
  kind: KnownKind,
  { path, section }: EntryPlace,
  { document }: CrdContext,
): Promise<void> {
  if (isOnlyNamed(kind, section)) return;
  const problems = await kind.check({ ...written, kind: kind.key });
  for (const { path: inner, message, expected, nearest } of problems) {
    const text = { code: ProblemCode.ValueInvalid, message, expected, nearest };
    document.error([...path, ...inner], text, { at: 'value' });
  }
}

/** What is only deleted needs no more than a name. */
function isOnlyNamed({ createOnce }: KnownKind, section: EntryPlace['section']): boolean {
  return section === 'onDelete' && !createOnce;
}
