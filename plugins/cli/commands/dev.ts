import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CommandInput } from '../command-definition.ts';
import { composeDevCluster, connect } from '../compose.ts';
import { devManifests } from '../dev/dev-manifests.ts';
import { refuseOtherKubeconfig, removeKubeconfig } from '../dev/kubeconfig-file.ts';
import { operate } from '../dev/operate.ts';
import { makeStateFolder } from '../dev/state-folder.ts';
import { ExitCode } from '../exit-codes.ts';
import { recordForm } from '../explain/record-form.ts';
import { createLogger } from '../log/create-logger.ts';
import { requireProgramOf } from '../require-program.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { usageError } from '../usage-error.ts';

/** `ork dev`. */
export async function execute(input: CommandInput): Promise<number> {
  const { flags, io } = input;
  const settings = await devSettings(input);
  const format = recordForm(flags, settings);
  const port = clusterPortOf(input);
  const katalogs = await requireProgramOf(settings, io);
  const manifests = await devManifests(katalogs, flags.list('cr'), io);
  const isLive = io.stdout.isTty && !settings.explain;
  const log = createLogger({
    level: isLive && !isLevelGiven(input) ? 'error' : settings.logLevel,
    format: settings.logFormat,
    sink: io.stderr,
  });
  const out = flags.text('kubeconfigOut');
  const given = out === undefined ? undefined : { name: out, path: resolve(io.cwd, out) };
  if (given !== undefined) await refuseOtherKubeconfig(given);
  const devCluster = await composeDevCluster(port, log);
  const stopped = new AbortController();
  await devCluster.start(stopped.signal);
  const folder = await makeStateFolder(io);
  const kubeconfigPath = given?.path ?? join(folder.path, 'kubeconfig');
  try {
    await devCluster.writeKubeconfig(kubeconfigPath);
    const removal = await removalOf(kubeconfigPath, io);
    const cluster = await connect({ kubeconfigPath }, settings);
    try {
      const { program } = katalogs;
      await operate(
        { program, settings, manifests, cluster, log, kubeconfigPath, format, isLive },
        io,
      );
    } finally {
      await cluster.close();
      removal();
    }
  } finally {
    stopped.abort();
    await devCluster.stop();
    await folder.remove();
  }
  return ExitCode.Done;
}

/** Lines of log above the live view are for those who ask for them. */
function isLevelGiven({ flags }: CommandInput): boolean {
  return flags.isOn('verbose') || flags.text('logLevel') !== undefined;
}

/** The token in the file is of no use once the cluster is gone; gives the way to remove it before the process ends. */
async function removalOf(path: string, { process }: CommandInput['io']): Promise<() => void> {
  const text = await readFile(path, 'utf8');
  const remove = (): void => removeKubeconfig(path, text);
  const forget = process.beforeExit(remove);
  return () => {
    remove();
    forget();
  };
}

/** Nobody contends for a cluster that is this process's own, and its HTTP API needs no fixed port. */
async function devSettings({ flags, io }: CommandInput): Promise<Settings> {
  const settings = await loadSettings(flags, io);
  const port = flags.text('port') === undefined ? 0 : settings.port;
  return { ...settings, leaderElection: false, port };
}

function clusterPortOf({ flags }: CommandInput): number {
  const text = flags.text('clusterPort') ?? '0';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw usageError(`--cluster-port is "${text}", expected 0 to 65535`);
  return port;
}
