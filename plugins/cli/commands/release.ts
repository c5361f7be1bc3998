import {
  type Cluster,
  createInventory,
  ErrorCode,
  type InventoryRecord,
  isOrkError,
  type KubeObject,
  mergeRecords,
  OrkError,
  systemClock,
  textOf,
} from '../../../core/index.ts';
import type { CommandInput } from '../command-definition.ts';
import { composeRelease, connect, type ReleaseParts } from '../compose.ts';
import { connectOptionsOf } from '../connect-options.ts';
import { ExitCode } from '../exit-codes.ts';
import { formatOf, writeData } from '../output.ts';
import { findKind, type InstalledKind, installedKinds } from '../release/find-kind.ts';
import {
  type ChildrenMode,
  isMarked,
  type Released,
  releaseObject,
} from '../release/release-object.ts';
import { releasedText } from '../release/released-text.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { usageError } from '../usage-error.ts';

/** What is released, as asked for. */
interface Wanted {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly children: ChildrenMode;
  readonly isForced: boolean;
  readonly isDryRun: boolean;
}

/** `ork release`. */
export async function execute(input: CommandInput): Promise<number> {
  const { flags, io } = input;
  const format = formatOf(flags);
  const wanted = wantedOf(input);
  const settings = await loadSettings(flags.only('kubeconfig', 'context'), io);
  const runtimeNamespaces = namespacesOf(flags.text('runtimeNamespace'), settings.namespace);
  const cluster = await connect(connectOptionsOf(settings, io.env), settings);
  try {
    const parts = await composeRelease();
    const work = { cluster, parts, wanted, runtimeNamespaces, signal: io.signal };
    const released = await releaseAll(work);
    const isDone = released.every(({ warnings }) => warnings.length === 0);
    const data = { dryRun: wanted.isDryRun, released };
    writeData(io, format, data, releasedText);
    return isDone ? ExitCode.Done : ExitCode.Failed;
  } finally {
    await cluster.close();
  }
}

function wantedOf({ args, flags }: CommandInput): Wanted {
  const [kind, name, ...more] = args;
  const isAll = flags.isOn('all');
  const isNamed = kind !== undefined && name !== undefined;
  if (more.length > 0 || isAll === isNamed)
    throw usageError(
      'expected a kind and a name, or --all',
      'ork release Website hello -n shop, ork release Website --all, or ork release --all',
    );
  const asked = flags.text('children');
  return {
    kind,
    name,
    namespace: flags.text('namespace') ?? (isAll ? undefined : 'default'),
    children: asked === 'keep' || asked === 'delete' ? asked : 'leave',
    isForced: flags.isOn('force'),
    isDryRun: flags.isOn('dryRun'),
  };
}

interface Work {
  readonly cluster: Cluster;
  readonly parts: ReleaseParts;
  readonly wanted: Wanted;
  readonly runtimeNamespaces: readonly string[];
  readonly signal: AbortSignal;
}

async function releaseAll(work: Work): Promise<readonly Released[]> {
  const { cluster, parts, signal, wanted } = work;
  const { children, isDryRun, kind } = wanted;
  const records = await recordsOf(work);
  const kinds =
    kind === undefined
      ? await kindsEverServed(work, records)
      : [await findKind(cluster, kind, signal)];
  const released: Released[] = [];
  for (const each of kinds) {
    const record = records.get(each.id);
    const objects = await objectsOf(each, record, work);
    if (objects.length > 0 && !wanted.isForced && !isDryRun) await refuseServed(each, work);
    for (const object of objects) {
      released.push(
        await releaseObject(
          { kind: each, object, record, children, isDryRun },
          { cluster, parts, signal },
        ),
      );
    }
  }
  return released;
}

/** The kinds of the inventory; without one all, any of which may have been served. */
async function kindsEverServed(
  { cluster, signal }: Work,
  records: ReadonlyMap<string, InventoryRecord>,
): Promise<readonly InstalledKind[]> {
  const kinds = await installedKinds(cluster, signal);
  return records.size === 0 ? kinds : kinds.filter(({ id }) => records.has(id));
}

/** Without its inventory only what every release of the runtime puts there is known. */
async function recordsOf({
  cluster,
  runtimeNamespaces,
  signal,
}: Work): Promise<ReadonlyMap<string, InventoryRecord>> {
  const records = new Map<string, InventoryRecord>();
  for (const namespace of runtimeNamespaces) {
    try {
      const found = await createInventory(cluster, namespace).read(signal);
      for (const [id, record] of found) {
        const before = records.get(id);
        records.set(id, before === undefined ? record : mergeRecords(before, record));
      }
    } catch (error) {
      if (!isOrkError(error, ErrorCode.ApiForbidden)) throw error;
    }
  }
  return records;
}

async function objectsOf(
  { type }: InstalledKind,
  record: InventoryRecord | undefined,
  { cluster, signal, wanted }: Work,
): Promise<readonly KubeObject[]> {
  const { name } = wanted;
  const namespace = type.namespaced ? wanted.namespace : undefined;
  if (name !== undefined) {
    const ref = { namespace: namespace ?? '', name };
    const object = await cluster.get({ type, ref }, signal);
    if (object !== undefined) return [object];
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    throw refusal(`there is no ${type.kind} ${name}${where}`);
  }
  const options = {
    isMetadataOnly: true,
    ...(namespace === undefined ? {} : { namespace }),
  };
  const { items } = await cluster.list(type, options, signal);
  return items.filter((object) => isMarked(object, record));
}

/** An installation that works on them would put everything back. */
async function refuseServed(
  { id }: InstalledKind,
  { cluster, parts, runtimeNamespaces, signal }: Work,
): Promise<void> {
  for (const namespace of runtimeNamespaces) {
    const about = { namespace, crd: id, clock: systemClock };
    const holder = await parts.findLiveHolder(cluster, about, signal).catch((error) => {
      throw refusal(`whether an installation works on ${id} cannot be told: ${textOf(error)}`);
    });
    if (holder === undefined) continue;
    const lease = `${namespace}/${holder.lease}`;
    throw refusal(
      `${holder.holder} works on ${id} (Lease ${lease}) and would put everything back; stop it first`,
    );
  }
}

/** Where an installation is looked for: as told, else where one runs in a pod and where one runs elsewhere. */
function namespacesOf(given: string | undefined, set: string): readonly string[] {
  return given === undefined ? [...new Set([set, 'orkestra-system'])] : [given];
}

function refusal(text: string): OrkError {
  return new OrkError('Not released', {
    code: ErrorCode.ReleaseRefused,
    retry: { kind: 'never' },
    details: { text, hint: '--force releases all the same' },
  });
}
