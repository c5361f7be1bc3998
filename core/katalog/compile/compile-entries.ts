import type { Condition, ResourceBlockEntry } from '../../../schemas/index.ts';
import type { JsonObject } from '../../object/json.ts';
import type { ResourceBlock, ResourceEntry } from '../../program/program.ts';
import { reportUnknownKind } from '../check/report-schema-problem.ts';
import { tellTwoReadingsOfEntry } from '../check/tell-two-readings.ts';
import { ProblemCode } from '../problem-code.ts';
import { type Adopt, adoptionOf } from './adoption.ts';
import { checkBlock, readEntry } from './check-block.ts';
import { type ConditionalEntry, checkCollisions } from './check-collisions.ts';
import { checkExpressionsAt } from './check-left-out.ts';
import type { GatedEntry } from './check-together.ts';
import { checkEnforced } from './check-volatile.ts';
import { compileForEach, reads, warnOfOneName } from './compile-for-each.ts';
import type { CrdContext } from './crd-context.ts';
import { enforcementOf, warnOfSpec } from './enforcement.ts';
import type { EntryPlace } from './entry-place.ts';
import type { KindSchemas } from './kind-schema.ts';
import type { KnownKind, ProviderKinds } from './provider-kinds.ts';

/** Keys of every entry that are the language's own; all others are the provider's. */
interface EntryKeys {
  readonly when?: readonly Condition[];
  readonly or?: readonly Condition[];
  readonly forEach?: { readonly field: string; readonly as?: string };
  readonly reconcile?: boolean;
  readonly forceConflict?: boolean;
  readonly onImmutable?: 'recreate' | 'keep';
  readonly adopt?: Adopt;
  readonly merge?: boolean;
}

const ENTRY_KEYS: ReadonlySet<string> = new Set<keyof EntryKeys>([
  'when',
  'or',
  'forEach',
  'reconcile',
  'forceConflict',
  'onImmutable',
  'adopt',
]);

/** Keys of a block that are not kinds of resources. */
const BLOCK_KEYS: ReadonlySet<string> = new Set(['when', 'or']);

/** What the entries of a box share. */
export interface EntrySettings {
  readonly kinds: ProviderKinds;
  readonly schemas: KindSchemas;
  /** Default of `forceConflict`. */
  readonly force: boolean;
}

/** A block, with what its entries were written with. */
export interface CompiledBlock {
  /** Absent: its conditions cannot be compiled. */
  readonly block: ResourceBlock | undefined;
  /** Absent: some entry cannot be compiled, so not all is known. */
  readonly gated: readonly GatedEntry[] | undefined;
}

/** `onCreate` or `onReconcile` (katalog-language §3.1, §6). */
export async function compileBlock(
  section: 'onCreate' | 'onReconcile',
  written: ResourceBlockEntry | undefined,
  context: CrdContext,
  settings: EntrySettings,
): Promise<CompiledBlock> {
  const path = [...context.path, 'operatorBox', section];
  const when = context.conditions(path, written ?? {});
  const place = { section, path, id: section, ownKeys: BLOCK_KEYS };
  const found = await compileEntries(written ?? {}, place, context, settings);
  const entries = found.map(({ entry }) => entry);
  const gated = found.map(({ conditions, entry }) => ({
    entry,
    gates: [conditionsOf(written?.when, written?.or), conditions],
  }));
  return {
    block: when === undefined ? undefined : { when, entries },
    gated: gated.length === countOf(written ?? {}, settings.kinds) ? gated : undefined,
  };
}

function countOf(written: Readonly<Record<string, unknown>>, { names }: ProviderKinds): number {
  const lists = names.map((name) => written[name]).filter((list) => Array.isArray(list));
  return lists.flat().length;
}

/** Entries of all kinds of a block, in the fixed order of katalog-language §6.1, then as declared. */
export async function compileEntries(
  written: Readonly<Record<string, unknown>>,
  place: EntryPlace,
  context: CrdContext,
  settings: EntrySettings,
): Promise<readonly ConditionalEntry[]> {
  const { kinds } = settings;
  const entries: ConditionalEntry[] = [];
  for (const key of Object.keys(written)) {
    if (place.ownKeys.has(key) || kinds.get(key) !== undefined) continue;
    const at = [...place.path, key];
    const isRefused = reportUnknownKind(context.document, at, kinds.names);
    if (!isRefused) checkExpressionsAt(at, context);
  }
  for (const kind of kinds.inOrder) {
    const list = written[kind.key];
    if (!Array.isArray(list)) continue;
    if (kind.alsoOf.length > 0) context.document.error([...place.path, kind.key], ambiguous(kind));
    for (const [index, item] of list.entries()) {
      const at = {
        ...place,
        path: [...place.path, kind.key, index],
        id: `${place.id}.${kind.key}[${index}]`,
      };
      const entry = await compileEntry(item, kind, { place: at, context, settings });
      if (entry !== undefined) entries.push(entry);
    }
  }
  checkCollisions(entries, kinds, context);
  return entries;
}

function ambiguous({ key, provider, alsoOf }: KnownKind): { code: ProblemCode; message: string } {
  const names = [provider, ...alsoOf].join(' and of ');
  const message = `${key} is a kind of ${names}, so which is meant is not known`;
  return { code: ProblemCode.KindAmbiguous, message };
}

async function compileEntry(
  item: JsonObject,
  kind: KnownKind,
  rest: {
    readonly place: EntryPlace;
    readonly context: CrdContext;
    readonly settings: EntrySettings;
  },
): Promise<ConditionalEntry | undefined> {
  const { place, context, settings } = rest;
  const entry: EntryKeys & JsonObject = readEntry(item, kind, place, context);
  const { when, or, forEach, reconcile, forceConflict, onImmutable, adopt, merge, ...block } =
    entry;
  const roots = forEach === undefined ? [] : ['item', 'index', 'value', forEach.as ?? 'item'];
  const use = { roots, ...(kind.isPublic ? { publicPlace: kind.placeName } : {}) };
  const written: JsonObject = block;
  const asked = onImmutable === undefined ? {} : { onImmutable };
  await checkBlock({ block: written, ...asked }, kind, place, context);
  const conditions = context.conditions(place.path, conditionsOf(when, or), { roots });
  const schema = await settings.schemas(kind.schema, written);
  tellTwoReadingsOfEntry(context.document, place.path, { ownKeys: ENTRY_KEYS, schema });
  const tree = context.tree(place.path, written, { ...use, schema });
  const identity = context.compiled(place.path, (compilers) =>
    compilers.tree(identityOf(written), kind.schema),
  );
  if (conditions === undefined || tree === undefined || identity === undefined) return undefined;
  if (forEach !== undefined && !reads(conditions, roots))
    warnOfOneName(identity, { roots, place }, context);
  const enforcement = enforcementOf(
    { kind, written, reconcile: reconcile ?? false, place, tree, ...asked },
    context,
  );
  if (enforcement.mode === 'apply') checkEnforced(written, place, context);
  if (enforcement.mode === 'ensure') warnOfSpec(tree, place, context);
  const compiled: ResourceEntry = {
    id: place.id,
    provider: kind.provider,
    kind: kind.key,
    ...enforcement,
    force: forceConflict ?? settings.force,
    ...adoptionOf(adopt, place, context),
    ...(merge === true ? { merge } : {}),
    when: conditions,
    ...(forEach === undefined ? {} : { forEach: compileForEach(forEach, place.path, context) }),
    position: context.document.positionOf(place.path),
    written,
    block: tree,
    identity,
  };
  return { entry: compiled, conditions: conditionsOf(when, or) };
}

function conditionsOf(
  when: readonly Condition[] | undefined,
  or: readonly Condition[] | undefined,
): Pick<EntryKeys, 'when' | 'or'> {
  return { ...(when === undefined ? {} : { when }), ...(or === undefined ? {} : { or }) };
}

/** What names the object: the two keys of short forms, and the metadata of `custom`. */
function identityOf({ name, namespace, metadata }: JsonObject): JsonObject {
  return {
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}
