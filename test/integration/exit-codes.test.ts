import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type CommandWorld,
  commandWorld,
  websiteCr,
  websiteKatalog,
} from '../helpers/command-io.ts';

/** A command line, how it ends, and the code of its error; `undefined` where it succeeds or what it found is its result. */
interface Row {
  readonly line: string;
  readonly exit: number;
  readonly error?: string;
}

/** Nobody listens there. */
const UNREACHABLE = `apiVersion: v1
kind: Config
current-context: a
contexts: [{ name: a, context: { cluster: a, user: a } }]
clusters: [{ name: a, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: a, user: {} }]
`;

const FILES = {
  'katalog.yaml': websiteKatalog(),
  'bad.yaml': websiteKatalog((text) => text.replace('image:', 'imgae:')),
  'cr.yaml': websiteCr,
  'other.yaml': websiteCr.replace('kind: Website', 'kind: Other'),
  'nothing.yaml': '',
  kubeconfig: UNREACHABLE,
};

const USAGE = { exit: 64, error: 'ORK_USAGE' };
const INVALID = { exit: 1, error: 'ORK_DOCUMENT_INVALID' };
const UNREADABLE = { exit: 66, error: 'ORK_DOCUMENT_UNREADABLE' };
const NO_KUBECONFIG = { exit: 66, error: 'ORK_KUBECONFIG_INVALID' };
const NO_CLUSTER = { exit: 69, error: 'ORK_API_UNAVAILABLE' };
const DONE = { exit: 0 };

const ROWS: readonly Row[] = [
  { line: 'version', ...DONE },
  { line: 'version --nope', ...USAGE },
  { line: 'version more', ...USAGE },

  { line: 'init new', ...DONE },
  { line: 'init --list', ...DONE },
  { line: 'init new --nope', ...USAGE },
  { line: 'init new --pack nope', ...USAGE },
  { line: 'init .', exit: 1, error: 'ORK_FILE_EXISTS' },
  { line: 'init katalog.yaml', exit: 1, error: 'ORK_FILE_UNWRITABLE' },

  { line: 'validate katalog.yaml', ...DONE },
  { line: 'validate --nope', ...USAGE },
  { line: 'validate bad.yaml', exit: 1 },
  { line: 'validate nothing.yaml', exit: 1 },
  { line: 'validate missing.yaml', ...UNREADABLE },
  { line: 'validate empty', ...UNREADABLE },

  { line: 'template', ...DONE },
  { line: 'template --cr cr.yaml', ...DONE },
  { line: 'template --nope', ...USAGE },
  { line: 'template --graph', ...USAGE },
  { line: 'template -k bad.yaml', ...INVALID },
  { line: 'template -k nothing.yaml', ...INVALID },
  { line: 'template -k missing.yaml', ...UNREADABLE },
  { line: 'template -k empty', ...UNREADABLE },
  { line: 'template --cr missing.yaml', ...UNREADABLE },
  { line: 'template --cr nothing.yaml', ...INVALID },
  { line: 'template --cr other.yaml', exit: 1, error: 'ORK_KIND_UNKNOWN' },
  { line: 'template --live', ...USAGE },
  { line: 'template --live --cr cr.yaml --kubeconfig missing', ...NO_KUBECONFIG },
  { line: 'template --live --cr cr.yaml --kubeconfig HERE/kubeconfig', ...NO_CLUSTER },

  ...['generate crd', 'generate rbac'].flatMap((command): readonly Row[] => [
    { line: command, ...DONE },
    { line: `${command} --nope`, ...USAGE },
    { line: `${command} -k bad.yaml`, ...INVALID },
    { line: `${command} -k nothing.yaml`, ...INVALID },
    { line: `${command} -k missing.yaml`, ...UNREADABLE },
    { line: `${command} -k empty`, ...UNREADABLE },
    { line: `${command} --out katalog.yaml/x`, exit: 1, error: 'ORK_FILE_UNWRITABLE' },
  ]),
  { line: 'generate crd --crd nope', ...USAGE },
  { line: 'generate rbac -n No_Name', ...USAGE },

  { line: 'release', ...USAGE },
  { line: 'release Website hello --nope', ...USAGE },
  { line: 'release Website hello --kubeconfig missing', ...NO_KUBECONFIG },
  { line: 'release Website hello --kubeconfig HERE/kubeconfig', ...NO_CLUSTER },
  { line: 'release --all --kubeconfig HERE/kubeconfig', ...NO_CLUSTER },

  { line: 'run', ...USAGE },
  { line: 'run --explain --nope', ...USAGE },
  { line: 'run --explain -k bad.yaml', ...INVALID },
  { line: 'run --explain -k missing.yaml', ...UNREADABLE },
  { line: 'run --explain -k empty', ...UNREADABLE },
  { line: 'run --explain --kubeconfig missing', ...NO_KUBECONFIG },
  { line: 'run --explain --workers none', exit: 64, error: 'ORK_CONFIG_INVALID' },

  { line: 'dev', ...USAGE },
  { line: 'dev --explain --nope', ...USAGE },
  { line: 'dev --explain -k bad.yaml', ...INVALID },
  { line: 'dev --explain -k missing.yaml', ...UNREADABLE },
  { line: 'dev --explain --cr missing.yaml', ...UNREADABLE },
  { line: 'dev --explain --cr nothing.yaml', ...INVALID },
  { line: 'dev --explain --cluster-port x', ...USAGE },

  { line: 'nope', ...USAGE },
  { line: 'generate', ...USAGE },
  { line: 'completion nope', ...USAGE },
];

let world: CommandWorld | undefined;

afterEach(async () => {
  world?.interrupt();
  await world?.remove();
});

async function start(): Promise<CommandWorld> {
  world = await commandWorld({ files: FILES });
  await mkdir(join(world.folder, 'empty'));
  await writeFile(join(world.folder, 'empty', 'notes.txt'), 'nothing of the language');
  return world;
}

/** Kubeconfigs are looked for as kubectl does, which knows no folder but that of the process. */
function wordsOf(line: string): readonly string[] {
  return line.replace('HERE', world?.folder ?? '').split(' ');
}

describe('-o json: stdout has one object, whatever comes of the command', () => {
  test.each(ROWS)('ork $line ends with $exit', async ({ error, exit, line }) => {
    const { ork } = await start();

    const { code, stderr, stdout } = await ork(...wordsOf(line), '-o', 'json');

    const data: unknown = JSON.parse(stdout);
    expect(code).toBe(exit);
    if (error === undefined) expect(data).not.toHaveProperty('error');
    else {
      expect(data).toMatchObject({ error: { code: error, exitCode: exit } });
      expect(stderr).toContain(`ork: error ${error}: `);
    }
  });

  test('an error of documents has its problems with their places', async () => {
    const { ork } = await start();

    const { stdout } = await ork('template', '--json', '-k', 'bad.yaml');

    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        message: '2 errors in the documents',
        problems: [{ file: 'bad.yaml', line: 16, severity: 'error' }, { file: 'bad.yaml' }],
      },
    });
  });

  test('and so it is with YAML', async () => {
    const { ork } = await start();

    const { stdout } = await ork('validate', 'missing.yaml', '--output=yaml');

    expect(parse(stdout)).toMatchObject({
      error: { code: 'ORK_DOCUMENT_UNREADABLE', exitCode: 66 },
    });
  });
});

test.each(
  // Without a form these run, or print the graph.
  ROWS.filter(({ line }) => !['run', 'dev', 'template --graph'].includes(line)),
)('without a form, ork $line ends with $exit and tells errors on stderr alone', async (row) => {
  const { ork } = await start();
  const words = wordsOf(row.line).filter((word) => word !== '--explain');

  const { code, stderr, stdout } = await ork(...words);

  expect(code).toBe(row.exit);
  if (row.error !== undefined) {
    expect(stdout).toBe('');
    expect(stderr).toContain(`ork: error ${row.error}: `);
  }
});
