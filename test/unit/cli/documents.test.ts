import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type CommandWorld, commandWorld, websiteKatalog } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

describe('finding documents', () => {
  test('takes katalog.yaml of this folder', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    expect((await world.ork('validate')).code).toBe(0);
  });

  test('says what it looked for when there is none', async () => {
    world = await commandWorld();

    const { code, stderr } = await world.ork('validate');

    expect(code).toBe(66);
    expect(stderr).toContain('there is no katalog.yaml or komposer.yaml in this folder');
  });

  test.each(['-k', '--katalog', '-f', '--file'])(
    '%s takes several, also with commas',
    async (flag) => {
      const other = websiteKatalog((text) =>
        text
          .replace('website-operator', 'blog-operator')
          .replace('website:', 'blog:')
          .replaceAll(/Website|websites/g, (word) => (word === 'Website' ? 'Blog' : 'blogs')),
      );
      world = await commandWorld({
        files: { 'a.yaml': websiteKatalog(), 'b/katalog.yaml': other },
      });

      const { stdout } = await world.ork('validate', flag, 'a.yaml,b/katalog.yaml', '-o', 'json');

      expect(
        JSON.parse(stdout)
          .crds.map((crd: { name: string }) => crd.name)
          .sort(),
      ).toEqual(['blog', 'website']);
    },
  );

  test('takes paths from KATALOG_PATH when no flag names one', async () => {
    const files = { 'there/katalog.yaml': websiteKatalog() };
    world = await commandWorld({ files, env: { KATALOG_PATH: 'there' } });

    expect((await world.ork('validate')).code).toBe(0);
  });

  test('tells of every missing file at once, with the nearest name', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { code, stderr } = await world.ork('template', '-k', 'katalg.yaml', '-k', 'x/other.yaml');

    expect(code).toBe(66);
    expect(stderr).toContain('katalg.yaml does not exist, did you mean katalog.yaml?');
    expect(stderr).toContain('x/other.yaml does not exist');
  });

  test.runIf(process.getuid?.() !== 0)('says when a file may not be read', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });
    await chmod(join(world.folder, 'katalog.yaml'), 0);

    const { code, stderr } = await world.ork('validate');

    expect(code).toBe(66);
    expect(stderr).toContain('katalog.yaml may not be read: permission denied');
  });

  test.each([
    { what: 'empty', text: '', told: 'katalog.yaml:1:1: error ORK1001: the file is empty' },
    { what: 'binary', text: 'a\0b', told: 'katalog.yaml:1:2: error ORK1002: the file is not text' },
    { what: 'not YAML', text: 'a: [', told: 'error ORK1004: not YAML' },
  ])('says when a file is $what', async ({ text, told }) => {
    world = await commandWorld({ files: { 'katalog.yaml': text } });

    const { code, stdout } = await world.ork('validate');

    expect(code).toBe(1);
    expect(stdout).toContain(told);
  });

  test.each([
    { what: 'UTF-16', bytes: [0xff, 0xfe, 0x61, 0], told: 'byte 0 is 0xff (it looks like UTF-16)' },
    { what: 'Latin-1', bytes: [0x61, 0x3a, 0x20, 0xe4], told: 'byte 3 is 0xe4' },
  ])(
    'says where a file of $what stops being UTF-8, and shows nothing of it',
    async ({ bytes, told }) => {
      world = await commandWorld();
      await writeFile(join(world.folder, 'katalog.yaml'), Uint8Array.from(bytes));

      const { code, stderr, stdout } = await world.ork('validate');

      expect(code).toBe(66);
      expect(stderr).toContain(`katalog.yaml is not UTF-8 text: ${told}`);
      expect(stderr + stdout).not.toMatch(/[\0\uFFFD]/);
    },
  );

  test('shows control characters of a file written out', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': 'a: 1\nb: "\u001B[31mred"\n' } });

    const { stdout } = await world.ork('validate');

    expect(stdout).toContain('katalog.yaml:2:5: error ORK1002');
    expect(stdout).toContain('b: "\\x1b[31mred"');
    expect(stdout).not.toContain('\u001B');
  });

  test('refuses a folder without documents', async () => {
    world = await commandWorld({ files: { 'empty/note.txt': '' } });

    const { code, stderr } = await world.ork('template', '-k', 'empty');

    expect(code).toBe(66);
    expect(stderr).toContain('empty holds no YAML or JSON file');
  });

  test('says that Katalogs from the network are not built yet', async () => {
    world = await commandWorld();

    const { code, stderr } = await world.ork('template', '-k', 'https://example.test/katalog.yaml');

    expect(code).toBe(64);
    expect(stderr).toContain('Katalogs from the network are not built yet');
  });
});
