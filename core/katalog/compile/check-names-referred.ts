import type { OperatorBox } from '../../../schemas/index.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdContext } from './crd-context.ts';
import { type NameReference, referencesIn } from './names-in-entry.ts';
import { isOneSlip } from './one-slip.ts';
import type { ProviderKinds } from './provider-kinds.ts';
import { type WrittenEntry, writtenEntries } from './written-entries.ts';

/**
 * Warns of names that are one letter away from that of an object of the kind that some block of the same operator makes.
 *
 * @remarks Any other name may be that of an object that someone else makes.
 */
export function checkReferences(box: OperatorBox, kinds: ProviderKinds, context: CrdContext): void {
  const entries = writtenEntries(box, [...context.path, 'operatorBox'], kinds);
  const made = namesByKind(entries);
  for (const { path, schema, written } of entries) {
    for (const reference of referencesIn(written, schema, kinds)) {
      const names = made.get(reference.kind);
      if (names === undefined || names.has(reference.name)) continue;
      const near = [...names].find((name) => isOneSlip(reference.name, name));
      if (near !== undefined) warn([...path, ...reference.path], { reference, near, context });
    }
  }
}

/** Names of a kind as written; kinds that also make objects with a default name are left out. */
function namesByKind(entries: readonly WrittenEntry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  const open = new Set<string>();
  for (const { kind, name } of entries) {
    if (kind === undefined) continue;
    if (name === undefined) open.add(kind);
    else made.set(kind, (made.get(kind) ?? new Set<string>()).add(name));
  }
  return new Map([...made].filter(([kind]) => !open.has(kind)));
}

function warn(
  path: NodePath,
  told: {
    readonly reference: NameReference;
    readonly near: string;
    readonly context: CrdContext;
  },
): void {
  const { reference, near, context } = told;
  const { name, kind } = reference;
  const message = `no entry makes the ${kind} ${JSON.stringify(name)}, did you mean ${near}?`;
  const text = { code: ProblemCode.ReferenceDoubtful, message, found: name, nearest: near };
  context.document.warning(path, text, { at: 'value' });
}
