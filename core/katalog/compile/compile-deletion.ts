import type { DeleteBlockEntry } from '../../../schemas/index.ts';
import type { DeleteBlock, DeleteGroup, ResourceEntry } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { ConditionalEntry } from './check-collisions.ts';
import { compileEntries, type EntrySettings } from './compile-entries.ts';
import type { CrdContext } from './crd-context.ts';
import { durationAt } from './duration-at.ts';

const BLOCK_KEYS: ReadonlySet<string> = new Set(['when', 'or', 'ordered', 'timeout', 'groups']);
const GROUP_KEYS: ReadonlySet<string> = new Set(['name']);

/** Limit of a whole deletion when `timeout` is absent (katalog-language §13.2). */
const DEFAULT_TIMEOUT_MS = 300_000;

/** `onDelete` (katalog-language §13): without `ordered` only jobs run; with it groups go one after the other. */
export async function compileDeletion(
  written: DeleteBlockEntry | undefined,
  context: CrdContext,
  settings: EntrySettings,
): Promise<DeleteBlock | undefined> {
  if (written === undefined) return undefined;
  const path = [...context.path, 'operatorBox', 'onDelete'];
  const when = context.conditions(path, written);
  const ordered = written.ordered ?? false;
  const timeout = written.timeout;
  const timeoutMs =
    timeout === undefined ? DEFAULT_TIMEOUT_MS : durationAt(timeout, [...path, 'timeout'], context);
  const groups: DeleteGroup[] = [];
  const flat = { section: 'onDelete', path, id: 'onDelete', ownKeys: BLOCK_KEYS } as const;
  const entries = entriesOf(await compileEntries(written, flat, context, settings));
  if (entries.length > 0) groups.push({ name: '', entries });
  for (const [index, group] of (written.groups ?? []).entries()) {
    const at = {
      ...flat,
      path: [...path, 'groups', index],
      id: `onDelete.groups[${index}]`,
      ownKeys: GROUP_KEYS,
    };
    const inside = await compileEntries(group, at, context, settings);
    groups.push({ name: group.name ?? `group ${index + 1}`, entries: entriesOf(inside) });
  }
  if (when === undefined || timeoutMs === undefined) return undefined;
  return { when, ordered, timeoutMs, groups: ordered ? groups : onlyRunning(groups, context) };
}

function entriesOf(found: readonly ConditionalEntry[]): readonly ResourceEntry[] {
  return found.map(({ entry }) => entry);
}

/** Without `ordered` garbage collection takes the children, and only what runs has a meaning here (§13.1). */
function onlyRunning(groups: readonly DeleteGroup[], context: CrdContext): readonly DeleteGroup[] {
  return groups.map(({ name, entries }) => {
    for (const { id, mode } of entries) {
      if (mode === 'once') continue;
      const message = `${id} has no effect: without ordered: true only jobs run on deletion`;
      const path = [...context.path, 'operatorBox', 'onDelete'];
      context.document.warning(path, { code: ProblemCode.EntryWithoutEffect, message });
    }
    return { name, entries: entries.filter(({ mode }) => mode === 'once') };
  });
}
