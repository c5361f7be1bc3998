import { randomBytes } from 'node:crypto';
import {
  type Cluster,
  type CrdProgram,
  createInformerSet,
  createInventory,
  createRehearser,
  ErrorCode,
  formatGvk,
  type InformerSet,
  isOrkError,
  type KubeObject,
  keyOf,
  OrkError,
  type Provider,
  type Rehearser,
  refOf,
  silentLogger,
  systemClock,
} from '../../../core/index.ts';
import type { CommandInput } from '../command-definition.ts';
import { connect, createRehearsalProviders } from '../compose.ts';
import { connectOptionsOf } from '../connect-options.ts';
import type { Owned } from '../offline/with-operators.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { type CustomResourceOutlook, outlookOf } from './outlook.ts';
import { asStored } from './stored-object.ts';

/** Longest wait for what the cluster has, in milliseconds. */
const CACHES_MS = 30_000;

/** What the runtime would make of custom resources in the cluster that flags and environment name; nothing is stored. */
export async function outlooksOf(
  owned: readonly Owned[],
  { flags, io }: Pick<CommandInput, 'flags' | 'io'>,
): Promise<readonly CustomResourceOutlook[]> {
  const settings = await loadSettings(flags.only('kubeconfig', 'context'), io);
  const cluster = await connect(connectOptionsOf(settings, io.env), settings);
  const ended = new AbortController();
  const signal = AbortSignal.any([io.signal, ended.signal]);
  const [clock, log] = [systemClock, silentLogger];
  const informers = createInformerSet({ cluster, clock, log });
  const providers = createRehearsalProviders(cluster, informers, settings);
  const inventory = createInventory(cluster, settings.namespace);
  const running = informers.run(signal);
  try {
    const world = { cluster, informers, providers, inventory };
    return await rehearseAll(owned, world, signal);
  } finally {
    ended.abort();
    await running;
    await cluster.close();
  }
}

interface World {
  readonly cluster: Cluster;
  readonly informers: InformerSet;
  readonly providers: readonly Provider[];
  readonly inventory: ReturnType<typeof createInventory>;
}

async function rehearseAll(
  owned: readonly Owned[],
  world: World,
  signal: AbortSignal,
): Promise<readonly CustomResourceOutlook[]> {
  const rehearsers = new Map<string, Rehearser>();
  const outlooks: CustomResourceOutlook[] = [];
  for (const { crd, object } of owned) {
    let stored: KubeObject;
    try {
      stored = await inCluster(crd, object, world, signal);
    } catch (error) {
      outlooks.push(refusalOf(crd, object, error));
      continue;
    }
    const rehearser = rehearsers.get(crd.name) ?? (await rehearserOf(crd, world, signal));
    rehearsers.set(crd.name, rehearser);
    const rehearsal = await rehearser.rehearse(stored, signal);
    const about = { crd: crd.name, object: keyOf(refOf(stored)) };
    outlooks.push(outlookOf(about, rehearsal, rehearser.warnings));
  }
  return outlooks;
}

/** What is wrong with one custom resource hides nothing of the others; without a cluster there is nothing to tell. */
function refusalOf(
  { name: crd }: CrdProgram,
  object: KubeObject,
  error: unknown,
): CustomResourceOutlook {
  const isOfAll = [ErrorCode.ApiUnavailable, ErrorCode.Aborted, ErrorCode.ApiUnauthorized].some(
    (code) => isOrkError(error, code),
  );
  if (isOfAll || !isOrkError(error)) throw error;
  return outlookOf({ crd, object: keyOf(refOf(object)) }, { stages: [], entries: [], error }, []);
}

async function inCluster(
  { gvk }: CrdProgram,
  object: KubeObject,
  { cluster }: World,
  signal: AbortSignal,
): Promise<KubeObject> {
  const type = await cluster.resolve(gvk, signal);
  if (type !== undefined) return asStored(cluster, type, object, signal);
  throw new OrkError('Kind is not installed', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: {
      text: `${formatGvk(gvk)} is not served by the cluster`,
      hint: 'Apply its CustomResourceDefinition first: ork generate crd',
    },
  });
}

/** Which kinds have to be read first is known to the providers; one that cannot be read is told, not waited for. */
async function rehearserOf(
  crd: CrdProgram,
  { informers, inventory, providers }: World,
  signal: AbortSignal,
): Promise<Rehearser> {
  const waiting = AbortSignal.timeout(CACHES_MS);
  const byName = new Map(providers.map((provider) => [provider.describe().name, provider]));
  const rest = { inventory, clock: systemClock, log: silentLogger, randomBytes };
  const rehearser = await Promise.race([
    createRehearser({ crd, providers: byName, ...rest }, signal),
    endOf(waiting),
  ]);
  if (rehearser !== undefined) return rehearser;
  const text = informers
    .states()
    .filter(({ phase, lastError }) => phase === 'syncing' && lastError !== '')
    .map(({ gvk, lastError }) => `${formatGvk(gvk)}: ${lastError}`)
    .join('; ');
  throw new OrkError('Cluster could not be read', {
    code: ErrorCode.ApiUnavailable,
    retry: { kind: 'never' },
    details: { text: text === '' ? 'the API server does not answer in time' : text },
  });
}

function endOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
