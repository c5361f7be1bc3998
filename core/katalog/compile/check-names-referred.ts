import { nearestWord, schemasAt } from '../../../schemas/index.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import { ProblemCode } from '../problem-code.ts';
import type { ConditionalEntry } from './check-collisions.ts';
import type { CrdContext } from './crd-context.ts';
import { entryPath } from './entry-place.ts';
import { isOneSlip } from './one-slip.ts';
import type { ProviderKinds } from './provider-kinds.ts';

/** Annotation of a schema: the field holds the name of an object of this kind. */
const REFERS_TO = 'x-refers-to';

interface Reference {
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly kind: string;
}

/**
 * Warns of names that are one letter away from that of an object the same block makes.
 *
 * @remarks Any other name may be that of an object that someone else makes.
 */
export function checkReferences(
  entries: readonly ConditionalEntry[],
  kinds: ProviderKinds,
  context: CrdContext,
): void {
  const made = namesByKind(entries);
  for (const { entry } of entries) {
    const schema = kinds.get(entry.kind)?.schema;
    if (schema === undefined) continue;
    for (const reference of referencesIn(entry.written, schema)) {
      const names = made.get(reference.kind);
      if (names === undefined || names.has(reference.name)) continue;
      const near = nearestWord(reference.name, names);
      if (near === undefined || !isOneSlip(reference.name, near)) continue;
      warn([...entryPath(entry.id, context.path), ...reference.path], { reference, near, context });
    }
  }
}

/** Names of a kind as written; kinds that also make objects with a default name are left out. */
function namesByKind(entries: readonly ConditionalEntry[]): ReadonlyMap<string, Set<string>> {
  const made = new Map<string, Set<string>>();
  const open = new Set<string>();
  for (const { entry } of entries) {
    const { name } = entry.written;
    if (typeof name !== 'string' || name === '') open.add(entry.kind);
    else made.set(entry.kind, (made.get(entry.kind) ?? new Set<string>()).add(name));
  }
  return new Map([...made].filter(([kind]) => !open.has(kind)));
}

function referencesIn(block: JsonObject, schema: JsonObject): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (value: unknown, path: Reference['path']): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, index]);
    } else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
    } else if (typeof value === 'string' && value !== '') {
      const kind = schemasAt(schema, path)
        .map((each) => each.schema[REFERS_TO])
        .find((each) => typeof each === 'string');
      if (typeof kind === 'string') found.push({ path, name: value, kind });
    }
  };
  visit(block, []);
  return found;
}

function warn(
  path: Reference['path'],
  told: { readonly reference: Reference; readonly near: string; readonly context: CrdContext },
): void {
  const { reference, near, context } = told;
  const { name, kind } = reference;
  const message = `no entry of ${kind} makes ${JSON.stringify(name)}, did you mean ${near}?`;
  const text = { code: ProblemCode.ReferenceDoubtful, message, found: name, nearest: near };
  context.document.warning(path, text, { at: 'value' });
}
