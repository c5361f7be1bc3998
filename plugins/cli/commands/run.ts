import { type KubeObject, type Logger, type Program, systemClock } from '../../../core/index.ts';
import { applyManifests } from '../cluster/apply-manifests.ts';
import { awaitApiServer } from '../cluster/await-api-server.ts';
import type { CommandInput } from '../command-definition.ts';
import { type ComposedRuntime, composeRuntime, connect } from '../compose.ts';
import { connectOptionsOf } from '../connect-options.ts';
import { ExitCode } from '../exit-codes.ts';
import { printRecords } from '../explain/print-records.ts';
import { recordForm } from '../explain/record-form.ts';
import { createLogger } from '../log/create-logger.ts';
import { crsBeside, namedManifests } from '../manifests-for.ts';
import { type RunnableKatalogs, requireProgramOf } from '../require-program.ts';
import { refuseReference } from '../run-reference.ts';
import { loadSettings } from '../settings/load-settings.ts';

/** `ork run`. */
export async function execute(input: CommandInput): Promise<number> {
  const { args, flags, io } = input;
  await refuseReference(args, io);
  const settings = await loadSettings(flags, io);
  const format = recordForm(flags, settings);
  const katalogs = await requireProgramOf(settings, io);
  const manifests = await manifestsToApply(katalogs, input);
  const { logFormat, logLevel } = settings;
  const log = createLogger({ level: logLevel, format: logFormat, sink: io.stderr });
  const cluster = await connect(connectOptionsOf(settings, io.env), settings);
  try {
    const { program } = katalogs;
    const composed = await composeRuntime({ program, settings, cluster, log });
    if (settings.explain) printRecords(composed.runtime, format, io);
    await composed.open();
    const { signal } = io;
    await closingOnError(composed, () => prepare({ program, cluster, manifests, log, signal }));
    await composed.run(io.signal);
  } finally {
    await cluster.close();
  }
  return ExitCode.Done;
}

/** In a pod nobody asked the runtime to install anything, and it has no right to (cli-api §0, decision 6). */
async function manifestsToApply(
  katalogs: RunnableKatalogs,
  { flags, io }: CommandInput,
): Promise<readonly KubeObject[]> {
  const isInPod = (io.env['KUBERNETES_SERVICE_HOST'] ?? '') !== '';
  const named = isInPod ? [] : namedManifests(katalogs, 'crd');
  if (!flags.isOn('applyCr')) return named;
  return [...named, ...katalogs.definitions, ...(await crsBeside(katalogs, io))];
}

interface Preparation {
  readonly program: Program;
  readonly cluster: Awaited<ReturnType<typeof connect>>;
  readonly manifests: readonly KubeObject[];
  readonly log: Logger;
  readonly signal: AbortSignal;
}

async function prepare(preparation: Preparation): Promise<void> {
  const { cluster, log, manifests, signal } = preparation;
  const clock = systemClock;
  await awaitApiServer({
    ask: (abort) => ask(preparation, abort),
    server: cluster.connection.server,
    clock,
    log,
    signal,
  });
  if (signal.aborted) return;
  await applyManifests(manifests, { cluster, clock, signal });
}

/** Asks for what has to be asked anyway; before definitions are applied that would be remembered as missing. */
async function ask(
  { cluster, manifests, program }: Preparation,
  signal: AbortSignal,
): Promise<void> {
  const [crd] = program.crds;
  if (crd !== undefined && manifests.length === 0) await cluster.resolve(crd.gvk, signal);
  else await cluster.request({ method: 'GET', path: '/version', signal });
}

async function closingOnError(composed: ComposedRuntime, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    await composed.close();
    throw error;
  }
}
