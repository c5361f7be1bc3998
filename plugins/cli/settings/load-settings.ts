import type { Flags } from '../flags.ts';
import type { CommandIo } from '../io.ts';
import { usageError } from '../usage-error.ts';
import { readSettingsFile } from './read-settings-file.ts';
import { type FlagValue, readSettings, type Settings } from './settings.ts';

/** Flags by the key of the setting they give. */
const TEXT_FLAGS: Readonly<Record<string, string>> = {
  logLevel: 'log-level',
  logFormat: 'log-format',
  namespace: 'namespace',
  leaseName: 'lease-name',
  kubeconfig: 'kubeconfig',
  context: 'context',
  bind: 'bind',
  port: 'port',
  defaultWorkers: 'workers',
  defaultResyncMs: 'resync',
  clientQps: 'qps',
  clientBurst: 'burst',
};

/**
 * The settings of a command: `--config` or `ORK_CONFIG` names the file.
 *
 * @throws {OrkError} `ConfigInvalid`, `DocumentUnreadable`, `Usage`.
 */
export async function loadSettings(
  flags: Flags,
  io: Pick<CommandIo, 'cwd' | 'env' | 'stdin'>,
): Promise<Settings> {
  const { env } = io;
  const name = flags.text('config') ?? env['ORK_CONFIG'] ?? '';
  const file = name === '' ? undefined : await readSettingsFile(name, io);
  const sources = { flags: given(flags), env, ...(file === undefined ? {} : { file }) };
  const settings = readSettings(sources);
  refuseIdle(flags, settings);
  return settings;
}

/** A flag that other settings make idle was given by mistake: it is refused, not ignored. */
function refuseIdle(flags: Flags, { clientQps, leaderElection }: Settings): void {
  if (flags.text('leaseName') !== undefined && !leaderElection)
    throw usageError('--lease-name has no effect: leader election is switched off');
  if (flags.text('burst') !== undefined && clientQps === 0)
    throw usageError('--burst has no effect without a limit', 'Give --qps as well');
}

function given(flags: Flags): Readonly<Record<string, FlagValue>> {
  const values: Record<string, FlagValue> = {};
  if (flags.isOn('verbose') && flags.text('logLevel') !== undefined)
    throw usageError('--verbose and --log-level exclude each other');
  if (flags.isOn('verbose')) values['logLevel'] = { name: '--verbose', value: 'debug' };
  for (const [key, name] of Object.entries(TEXT_FLAGS)) {
    const value = flags.text(camel(name));
    if (value !== undefined) values[key] = { name: `--${name}`, value };
  }
  if (flags.isOn('explain')) values['explain'] = { name: '--explain', value: true };
  if (flags.isOn('adoptExisting'))
    values['adoptExisting'] = { name: '--adopt-existing', value: true };
  if (flags.isOff('leaderElection'))
    values['leaderElection'] = { name: '--no-leader-election', value: false };
  const paths = [...flags.list('katalog'), ...flags.list('file')];
  if (paths.length > 0) values['katalogPaths'] = { name: '--katalog', value: paths };
  return values;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
