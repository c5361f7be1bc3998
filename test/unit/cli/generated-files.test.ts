import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type CommandWorld, commandWorld, websiteKatalog } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

const inFolder = async (): Promise<CommandWorld> => {
  world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });
  return world;
};
const textOf = ({ folder }: CommandWorld, name: string): Promise<string> =>
  readFile(join(folder, name), 'utf8');

describe.each(['rbac', 'crd'])('ork generate %s', (what) => {
  test.each([
    { args: ['-o', 'yaml'], isJson: false },
    { args: ['-o', 'json'], isJson: true },
    { args: ['--out', '-'], isJson: false },
    { args: ['-o', '-'], isJson: false },
    { args: ['--out', '-', '-o', 'json'], isJson: true },
  ])('prints with $args and writes no file', async ({ args, isJson }) => {
    const { folder, ork } = await inFolder();

    const { code, stderr, stdout } = await ork('generate', what, ...args);

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.startsWith('{')).toBe(isJson);
    expect(await readdir(folder)).toEqual(['katalog.yaml']);
  });

  test.each([
    { given: 'table', told: '-o is table, expected one of yaml, json' },
    { given: 'jsn', told: '-o is jsn, expected one of yaml, json, did you mean json?' },
    { given: 'text', told: '-o is text, expected one of yaml, json' },
  ])('takes no form for a file: -o $given', async ({ given, told }) => {
    const { folder, ork } = await inFolder();

    const { code, stderr, stdout } = await ork('generate', what, '-o', given);

    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain(told);
    expect(stderr).toContain(`--out ${given} would write a file of that name`);
    expect(await readdir(folder)).toEqual(['katalog.yaml']);
  });

  test('understands a path behind -o, and says how it is written now', async () => {
    const here = await inFolder();

    const { code, stderr } = await here.ork('generate', what, '-o', 'made.yaml');

    expect(code).toBe(0);
    expect(stderr).toContain('write --out made.yaml for the file');
    expect(parseAllDocuments(await textOf(here, 'made.yaml')).length).toBeGreaterThan(0);
  });

  test('writes JSON where the file is called so', async () => {
    const here = await inFolder();

    await here.ork('generate', what, '--out', 'made.json');

    expect(JSON.parse(await textOf(here, 'made.json'))).toHaveProperty('kind');
  });

  test('replaces a file that it made, and keeps one that was changed unless forced', async () => {
    const here = await inFolder();
    const { folder, ork } = here;
    const path = join(folder, 'made.yaml');
    const generate = (...args: string[]) => ork('generate', what, '--out', 'made.yaml', ...args);

    await generate();
    const first = await textOf(here, 'made.yaml');
    await writeFile(
      join(folder, 'katalog.yaml'),
      websiteKatalog((text) => text.replaceAll('Website', 'Site').replaceAll('websites', 'sites')),
    );
    const again = await generate();
    const second = await textOf(here, 'made.yaml');
    await writeFile(path, `${second}# mine\n`);
    const refused = await generate();
    const kept = await textOf(here, 'made.yaml');
    const forced = await generate('--force');

    expect([again.code, refused.code, forced.code]).toEqual([0, 1, 0]);
    expect(second).not.toBe(first);
    expect(refused.stderr).toContain('ORK_FILE_EXISTS: made.yaml exists already and is not as ork');
    expect(refused.stderr).toContain('--force');
    expect(kept).toBe(`${second}# mine\n`);
    expect(await textOf(here, 'made.yaml')).toBe(second);
  });

  test.each([
    { what: 'someone else made', text: 'kind: Secret\n', code: 1 },
    { what: 'is empty', text: '\n', code: 0 },
  ])('a file that $what: exit code $code', async ({ text, code }) => {
    const here = await inFolder();
    await writeFile(join(here.folder, 'made.yaml'), text);

    expect((await here.ork('generate', what, '--out', 'made.yaml')).code).toBe(code);
    expect((await textOf(here, 'made.yaml')) === text).toBe(code === 1);
  });
});

describe('ork generate rbac', () => {
  const kinds = async (...args: string[]): Promise<readonly string[]> => {
    const { ork } = await inFolder();
    const { stdout } = await ork('generate', 'rbac', '-o', 'yaml', ...args);
    await world?.remove();
    world = undefined;
    return parseAllDocuments(stdout).map((document) => String(document.get('kind')));
  };

  test('puts the Namespace first, so that the whole can be applied', async () => {
    expect((await kinds('-n', 'operators')).slice(0, 2)).toEqual(['Namespace', 'ServiceAccount']);
  });

  test.each([
    ['-n', 'default'],
    ['-n', 'kube-system'],
    ['-n', 'operators', '--no-create-namespace'],
  ])('makes no Namespace with %s %s %s', async (...args) => {
    expect(await kinds(...args)).not.toContain('Namespace');
  });

  test('says which namespaces of custom resources must be there first', async () => {
    const confined = websiteKatalog((text) =>
      text.replace('      operatorBox:', '      namespace: sites\n      operatorBox:'),
    );
    world = await commandWorld({ files: { 'katalog.yaml': confined } });

    const { stderr } = await world.ork('generate', 'rbac', '-o', 'yaml', '-n', 'operators');

    expect(stderr).toBe('Roles go into the namespace sites, which must be there first\n');
  });
});
