import { isObject } from '../../object/json.ts';
import type { ResourceEntry } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { CrdContext } from './crd-context.ts';
import { entryPath } from './entry-place.ts';
import { areExclusive, areSame } from './exclusive-conditions.ts';
import type { WrittenConditions } from './expression-compilers.ts';
import type { ProviderKinds } from './provider-kinds.ts';
import { spaced } from './spaced.ts';

/** An entry with the conditions it was written with. */
export interface ConditionalEntry {
  readonly entry: ResourceEntry;
  readonly conditions: WrittenConditions;
}

/**
 * Tells of entries of one block that name one object: an error where both are always wanted together, nothing where
 * their conditions exclude each other, and a warning where neither is certain.
 */
export function checkCollisions(
  entries: readonly ConditionalEntry[],
  kinds: ProviderKinds,
  context: CrdContext,
): void {
  const seen = new Map<string, ConditionalEntry[]>();
  for (const current of entries) {
    const { entry } = current;
    // Items of a list give other names.
    if (entry.forEach !== undefined) continue;
    const key = identityText(entry, kinds);
    const same = seen.get(key) ?? [];
    seen.set(key, [...same, current]);
    const rival = worstOf(current, same);
    if (rival !== undefined) tell(current, rival, context);
  }
}

interface Rival {
  readonly other: ConditionalEntry;
  readonly isCertain: boolean;
}

function worstOf(current: ConditionalEntry, same: readonly ConditionalEntry[]): Rival | undefined {
  const rivals = same
    .filter((other) => !areExclusive(current.conditions, other.conditions))
    .map((other) => ({ other, isCertain: areSame(current.conditions, other.conditions) }));
  return rivals.find(({ isCertain }) => isCertain) ?? rivals[0];
}

function tell(
  { entry }: ConditionalEntry,
  { other, isCertain }: Rival,
  { document, path: base }: CrdContext,
): void {
  const path = entryPath(entry.id, base);
  const what = `${entry.id} names the same object as ${other.entry.id}`;
  const expected = 'another name, or conditions that exclude each other';
  const code = ProblemCode.ChildCollision;
  if (isCertain) document.error(path, { code, message: `${what}; give it ${expected}`, expected });
  else {
    const message = `${what}; where the conditions of both hold, the last one wins`;
    document.warning(path, { code, message, expected });
  }
}

/** What names the object, alike for a short form and for `custom`, and however a template is spaced. */
function identityText({ kind, provider, written }: ResourceEntry, kinds: ProviderKinds): string {
  const { metadata } = written;
  const inner = isObject(metadata) ? metadata : {};
  const { apiVersion, kind: type } = kinds.get(kind)?.objectType ?? written;
  const group = isText(apiVersion) && apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const name = written['name'] ?? inner['name'];
  const namespace = written['namespace'] ?? inner['namespace'] ?? OWN_NAMESPACE;
  // Each kind has a default name of its own.
  const key = type === undefined || name === undefined ? kind : '';
  return JSON.stringify([provider, key, group, type, spaced(name), spaced(namespace)]);
}

const OWN_NAMESPACE = '{{ .metadata.namespace }}';

const isText = (value: unknown): value is string => typeof value === 'string';
