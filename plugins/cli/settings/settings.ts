import { ErrorCode, OrkError } from '../../../core/index.ts';
import {
  type RuntimeConfig,
  type SchemaProblem,
  validateDocument,
} from '../../../schemas/index.ts';
import { parseSetting } from './parse-setting.ts';
import { allSettings, type Setting } from './setting.ts';

type Optional = 'kubeconfig' | 'context' | 'leaseName';

/** The settings of a runtime, checked and frozen. */
export type Settings = Readonly<
  Required<Omit<RuntimeConfig, Optional>> & Pick<RuntimeConfig, Optional>
>;

/** What a flag says: its text, or what it switches. */
export interface FlagValue {
  /** `--workers`. */
  readonly name: string;
  readonly value: string | boolean | readonly string[];
}

/** Where values come from, strongest first: flags, environment, file. */
export interface SettingSources {
  /** By the key of the setting. */
  readonly flags: Readonly<Record<string, FlagValue | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absent: there is no file. */
  readonly file?: { readonly name: string; readonly values: Readonly<Record<string, unknown>> };
}

/** A value with the name people know its source by. */
interface Found {
  readonly value: unknown;
  /** `--workers`, `DEFAULT_WORKERS`, `ork.yaml: defaultWorkers`. */
  readonly source: string;
  /** As it was written, for messages. */
  readonly text: string;
}

/**
 * Merges flags over environment over file over defaults and checks the result against its schema.
 *
 * @throws {OrkError} `ConfigInvalid` that tells of every bad value, with its source and what is allowed.
 */
export function readSettings(sources: SettingSources): Settings {
  const settings = allSettings();
  const found = new Map<string, Found>();
  const merged: Record<string, unknown> = { ...sources.file?.values };
  for (const setting of settings) {
    const value = find(setting, sources);
    if (value !== undefined) found.set(setting.key, value);
    const settled = value === undefined ? defaultOf(setting, sources.env) : value.value;
    if (settled !== undefined) merged[setting.key] = settled;
  }
  const complaints = validateDocument('RuntimeConfig', merged).map((problem) => {
    const key = String(problem.path[0]);
    const setting = settings.find((each) => each.key === key);
    return complaintOf(problem, { setting, found: found.get(key), file: sources.file?.name });
  });
  const checked = merged as unknown;
  if (complaints.length === 0) complaints.push(...leaseComplaints(checked as Settings));
  if (complaints.length > 0) throw invalid(complaints);
  return Object.freeze(checked as Settings); // the schema has just vouched for the shape
}

function find(setting: Setting, { env, file, flags }: SettingSources): Found | undefined {
  const { key, variables } = setting;
  const flag = flags[key];
  if (flag !== undefined) return foundIn(setting, flag.value, flag.name);
  // An empty variable counts as unset, as Helm and Compose files leave them.
  const variable = variables.find((name) => (env[name] ?? '') !== '');
  if (variable !== undefined) return foundIn(setting, env[variable], variable);
  const value = file?.values[key];
  if (file === undefined || value === undefined) return undefined;
  const isText = typeof value === 'string' && setting.isDuration;
  return isText
    ? foundIn(setting, value, `${file.name}: ${key}`)
    : { value, source: `${file.name}: ${key}`, text: JSON.stringify(value) };
}

function foundIn(setting: Setting, value: unknown, source: string): Found {
  if (typeof value !== 'string') return { value, source, text: JSON.stringify(value) };
  return { value: parseSetting(setting, value), source, text: JSON.stringify(value) };
}

/** In a pod the runtime's own namespace, elsewhere the one that always exists (cli-api §5.2). */
function defaultOf({ key, schema }: Setting, env: SettingSources['env']): unknown {
  if (key !== 'namespace') return schema['default'];
  return (env['KUBERNETES_SERVICE_HOST'] ?? '') === '' ? 'default' : 'orkestra-system';
}

function complaintOf(
  problem: SchemaProblem,
  context: {
    readonly setting: Setting | undefined;
    readonly found: Found | undefined;
    readonly file: string | undefined;
  },
): string {
  const { file, found, setting } = context;
  if (found === undefined || setting === undefined) return `${file ?? ''}: ${problem.message}`;
  const expected = setting.isDuration ? durationBounds(setting) : problem.expected;
  return `${found.source} is ${found.text}, expected ${expected ?? 'something else'}`;
}

function durationBounds({ schema }: Setting): string {
  const form = 'a duration such as 15s or 1m30s, or whole seconds';
  return `${form}, at least ${Number(schema['minimum'] ?? 0) / 1000}s`;
}

/** A leader must give up before others may take over (client-go, `leaderelection.LeaderElectionConfig`). */
function leaseComplaints(settings: Settings): readonly string[] {
  const { leaseDurationMs, renewDeadlineMs, retryPeriodMs } = settings;
  const complaints: string[] = [];
  const tell = (what: string, ms: number, than: string, thanMs: number): void => {
    complaints.push(`${what} is ${ms / 1000}s, expected more than ${than} of ${thanMs / 1000}s`);
  };
  if (leaseDurationMs <= renewDeadlineMs)
    tell('the lease duration', leaseDurationMs, 'the renew deadline', renewDeadlineMs);
  if (renewDeadlineMs <= 1.2 * retryPeriodMs)
    tell('the renew deadline', renewDeadlineMs, '1.2 times the retry period', retryPeriodMs);
  return complaints;
}

function invalid(complaints: readonly string[]): OrkError {
  return new OrkError('Setting has a bad value', {
    code: ErrorCode.ConfigInvalid,
    retry: { kind: 'never' },
    details: { text: complaints.join('; '), complaints },
  });
}
