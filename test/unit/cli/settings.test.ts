import { describe, expect, test } from 'vitest';
import { runDefinition } from '../../../plugins/cli/definitions/run.ts';
import { Flags } from '../../../plugins/cli/flags.ts';
import { loadSettings } from '../../../plugins/cli/settings/load-settings.ts';
import {
  readSettings,
  type SettingSources,
  type Settings,
} from '../../../plugins/cli/settings/settings.ts';

const read = (sources: Partial<SettingSources> = {}) =>
  readSettings({ flags: {}, env: {}, ...sources });
const workers = (value: string) => ({ defaultWorkers: { name: '--workers', value } });
const file = (values: Record<string, unknown>) => ({ name: 'ork.yaml', values });

describe('settings', () => {
  test('have defaults and are frozen', () => {
    const settings = read();

    expect(settings).toMatchObject({
      port: 8080,
      bind: '127.0.0.1',
      namespace: 'default',
      defaultWorkers: 3,
      defaultResyncMs: 15_000,
      leaseDurationMs: 10_000,
      renewDeadlineMs: 7_000,
      retryPeriodMs: 2_000,
      leaderElection: true,
      adoptExisting: false,
      clientQps: 0,
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  test('come from flag over environment over file over default', () => {
    const env = { DEFAULT_WORKERS: '5' };
    const inFile = file({ defaultWorkers: 4 });

    expect(read({ flags: workers('6'), env, file: inFile }).defaultWorkers).toBe(6);
    expect(read({ env, file: inFile }).defaultWorkers).toBe(5);
    expect(read({ file: inFile }).defaultWorkers).toBe(4);
    expect(read().defaultWorkers).toBe(3);
  });

  test.each([
    { text: '30s', ms: 30_000 },
    { text: '30', ms: 30_000 },
    { text: '1m30s', ms: 90_000 },
    { text: '1500ms', ms: 1_500 },
  ])('read the duration $text', ({ ms, text }) => {
    expect(read({ env: { DEFAULT_RESYNC: text } }).defaultResyncMs).toBe(ms);
  });

  test('prefer the variable of the project over the older one', () => {
    const env = { ORK_DEFAULT_WORKERS: '8', DEFAULT_WORKERS: '5' };

    expect(read({ env }).defaultWorkers).toBe(8);
  });

  test.each([
    { env: { ORK_ENV: 'prod' }, expected: { environment: 'production' } },
    { env: { LOG_LEVEL: 'WARNING' }, expected: { logLevel: 'warn' } },
    { env: { ORK_LEADER_ELECTION: 'off' }, expected: { leaderElection: false } },
    { env: { ORK_ADOPT_EXISTING: 'true' }, expected: { adoptExisting: true } },
    { env: { DEGRADE_THRESHOLD: '9' }, expected: { failureThreshold: 9 } },
    { env: { KATALOG_PATH: 'a.yaml,b' }, expected: { katalogPaths: ['a.yaml', 'b'] } },
    { env: { CLUSTER_NAME: 'eu' }, expected: { clusterName: 'eu' } },
    { env: { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, expected: { namespace: 'orkestra-system' } },
    { env: { ORK_NAMESPACE: 'ops', KUBERNETES_SERVICE_HOST: 'x' }, expected: { namespace: 'ops' } },
    { env: { ORK_PORT: '' }, expected: { port: 8080 } },
  ])('understand $env', ({ env, expected }) => {
    expect(read({ env })).toMatchObject(expected);
  });

  test.each([
    {
      sources: { env: { DEFAULT_WORKERS: 'abc' } },
      told: 'DEFAULT_WORKERS is "abc", expected a whole number from 1 to 50',
    },
    {
      sources: { flags: workers('51') },
      told: '--workers is "51", expected a whole number from 1 to 50',
    },
    {
      sources: { file: file({ port: 70_000 }) },
      told: 'ork.yaml: port is 70000, expected a whole number from 0 to 65535',
    },
    {
      sources: { env: { DEFAULT_RESYNC: 'soon' } },
      told: 'DEFAULT_RESYNC is "soon", expected a duration such as 15s or 1m30s, or whole seconds, at least 1s',
    },
    {
      sources: { env: { LOG_LEVEL: 'loud' } },
      told: 'LOG_LEVEL is "loud", expected one of debug, info, warn, error',
    },
    {
      sources: { file: file({ prot: 1 }) },
      told: 'ork.yaml: unknown field prot, did you mean port?',
    },
    {
      sources: { env: { LEASE_DURATION: '5s' } },
      told: 'the lease duration is 5s, expected more than the renew deadline of 7s',
    },
    {
      sources: { env: { RETRY_PERIOD: '6s' } },
      told: 'the renew deadline is 7s, expected more than 1.2 times the retry period of 6s',
    },
  ])('refuse a bad value with its source: $told', ({ sources, told }) => {
    expect(() => read(sources)).toThrow(
      expect.objectContaining({
        code: 'ORK_CONFIG_INVALID',
        details: expect.objectContaining({ text: told }),
      }),
    );
  });

  test('tell of all bad values at once', () => {
    const env = { DEFAULT_WORKERS: 'abc', ORK_PORT: 'xyz' };

    expect(() => read({ env })).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          complaints: expect.arrayContaining([
            expect.stringContaining('DEFAULT_WORKERS'),
            expect.stringContaining('ORK_PORT'),
          ]),
        }),
      }),
    );
  });
});

describe('settings that `ork run` takes as flags', () => {
  const notSettings = new Set(['config', 'debug', 'applyCr', 'output']);
  const names = runDefinition.options
    .flatMap(({ flags }) => [...flags.matchAll(/--(no-)?([a-z-]+)( <\w+>)?/g)])
    .map(([, no = '', name = '', value]) => ({ no, name, isText: value !== undefined }))
    .filter(({ name }) => !notSettings.has(camel(name)));

  test.each(names)('--$no$name is not ignored', async ({ no, name, isText }) => {
    const key = camel(name);
    const value = isText ? (VALUES[key] ?? ['given']) : no === '';
    const beside = key === 'burst' ? { qps: '7' } : {};

    const settings = await load({ ...beside, [key]: value });

    expect(settings).not.toEqual(await load(beside));
  });

  test.each([
    ['--burst', { burst: '7' }, {}],
    ['--burst', { burst: '7', qps: '0' }, {}],
    ['--lease-name', { leaseName: 'web', leaderElection: false }, {}],
    ['--lease-name', { leaseName: 'web' }, { ORK_LEADER_ELECTION: 'false' }],
  ] as const)('%s is refused where it has no effect: %j %j', async (name, flags, env) => {
    await expect(load(flags, env)).rejects.toMatchObject({
      code: 'ORK_USAGE',
      details: { text: expect.stringContaining(`${name} has no effect`) as string },
    });
  });

  test.each([
    [{ burst: '7' }, { ORK_CLIENT_QPS: '7' }],
    [{}, { ORK_CLIENT_BURST: '7' }],
    [{ leaderElection: false }, { ORK_LEASE_NAME: 'web' }],
  ] as const)('a flag that another source completes is taken: %j %j', async (flags, env) => {
    await expect(load(flags, env)).resolves.toBeDefined();
  });
});

function load(
  flags: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Settings> {
  const stdin = async (): Promise<Uint8Array> => new Uint8Array();
  return loadSettings(new Flags(flags), { cwd: '/', env, stdin });
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const VALUES: Readonly<Record<string, string>> = {
  bind: '0.0.0.0',
  burst: '7',
  context: 'given',
  kubeconfig: 'given',
  leaseName: 'given',
  logFormat: 'json',
  logLevel: 'debug',
  namespace: 'given',
  port: '1234',
  qps: '7',
  resync: '77s',
  workers: '7',
};
