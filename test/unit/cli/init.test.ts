import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type CommandWorld, commandWorld } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('ork init', () => {
  test('writes the paths of the README and a runnable root', async () => {
    world = await commandWorld();

    const { code, stdout } = await world.ork('init', 'my-operator');

    expect(code).toBe(0);
    expect(await filesIn(join(world.folder, 'my-operator'))).toEqual([
      'cr.yaml',
      'crd.yaml',
      'examples/beginner/01-hello-website/cr.yaml',
      'examples/beginner/01-hello-website/crd.yaml',
      'examples/beginner/01-hello-website/katalog.yaml',
      'katalog.yaml',
    ]);
    expect(stdout).toContain('  cd my-operator\n  ork dev --cr cr.yaml\n');
    expect((await world.ork('validate', '-k', 'my-operator')).code).toBe(0);
  });

  test('overwrites nothing without --force', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': 'mine' } });
    const file = join(world.folder, 'katalog.yaml');

    const refused = await world.ork('init');
    const kept = await readFile(file, 'utf8');
    const forced = await world.ork('init', '--force');

    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('katalog.yaml exists already, nothing was written');
    expect(kept).toBe('mine');
    expect(await filesIn(world.folder)).toContain('cr.yaml');
    expect(forced.code).toBe(0);
    expect(await readFile(file, 'utf8')).not.toBe('mine');
  });

  test('says when it cannot write', async () => {
    world = await commandWorld();
    await writeFile(join(world.folder, 'file'), '');

    const { code, stderr } = await world.ork('init', 'file');

    expect(code).toBe(1);
    expect(stderr).toContain('error ORK_FILE_UNWRITABLE: file/katalog.yaml cannot be written');
  });

  test('lists the examples', async () => {
    world = await commandWorld();

    const { stdout } = await world.ork('init', '--list', '-o', 'json');

    expect(JSON.parse(stdout).examples).toContain('beginner/01-hello-website');
  });
});
