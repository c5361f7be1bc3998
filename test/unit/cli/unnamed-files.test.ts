import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type CommandWorld,
  commandWorld,
  websiteCr,
  websiteKatalog,
} from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

const shop = websiteKatalog((text) =>
  text.replace(/[Ww]ebsite/g, (word) => (word === 'Website' ? 'Shop' : 'shop')),
);
const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: mine }\nspec: { replicas: 1 }\n';

/** `replicas` is a text in it, so that one sees whether it is taken. */
const crd = JSON.stringify({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'websites.demo.orkestra.io' },
  spec: {
    group: 'demo.orkestra.io',
    names: { kind: 'Website', plural: 'websites' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  image: { type: 'string', default: 'from-the-crd:1' },
                  replicas: { type: 'integer' },
                  port: { type: 'integer' },
                },
              },
            },
          },
        },
      },
    ],
  },
});

const COMMANDS = [
  { argv: ['validate', '-k', 'web.yaml'], stream: 'stdout' },
  { argv: ['validate', 'web.yaml', '--full'], stream: 'stdout' },
  { argv: ['template', '-k', 'web.yaml'], stream: 'stderr' },
  { argv: ['template', '-k', 'web.yaml', '--cr', 'site.yaml'], stream: 'stderr' },
  { argv: ['template', '-k', 'web.yaml', '--graph'], stream: 'stderr' },
  { argv: ['generate', 'crd', '--all', '-k', 'web.yaml'], stream: 'stderr' },
  { argv: ['generate', 'rbac', '-o', 'yaml', '-k', 'web.yaml'], stream: 'stderr' },
] as const;

describe.each(COMMANDS)('ork $argv', ({ argv, stream }) => {
  test('takes CRDs alone from a file that nobody named, and says what it leaves out', async () => {
    const files = {
      'web.yaml': websiteKatalog(),
      'site.yaml': websiteCr,
      'old-crds.yaml': `${crd}\n---\n${shop}---\n${deployment}`,
      'other.yaml': shop,
    };
    world = await commandWorld({ files });

    const result = await world.ork(...argv);

    expect(result.code).toBe(0);
    expect(result[stream]).toContain(
      'warning ORK1009: Katalog shop-operator, Deployment mine are left out: old-crds.yaml is read for CustomResourceDefinitions alone',
    );
    expect(result.stdout.replace(/^.*ORK1009.*$/m, '')).not.toMatch(/shops|Shop\b/);
  });

  test.each([
    { what: 'empty', text: '' },
    { what: 'half written', text: `${crd.slice(0, 150)}\n` },
    { what: 'half written YAML', text: 'apiVersion: v1\nkind: CustomResourceDefinition\nmetad' },
    {
      what: 'not a whole definition',
      text: 'kind: CustomResourceDefinition\nspec: { group: a }\n',
    },
    { what: 'not text', text: 'a\0b' },
  ])('is not stopped by a crd.yaml beside that is $what', async ({ text, what }) => {
    world = await commandWorld({
      files: { 'web.yaml': websiteKatalog(), 'site.yaml': websiteCr, 'crd.yaml': text },
    });

    const result = await world.ork(...argv);

    expect(result.code).toBe(0);
    expect(/crd\.yaml:\d+:\d+: warning/.test(result[stream])).toBe(what !== 'empty');
    expect(result.stdout).not.toMatch(/ error /);
  });

  test('is not stopped by a folder that is called like a manifest', async () => {
    world = await commandWorld({ files: { 'web.yaml': websiteKatalog(), 'site.yaml': websiteCr } });
    await mkdir(join(world.folder, 'crds.yaml'));

    const result = await world.ork(...argv);

    expect(result.code).toBe(0);
    expect(result[stream]).toContain('warning ORK1008: crds.yaml cannot be read: is a folder');
  });
});

test('a definition in a file beside is taken, also out of a List', async () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n- ${crd}\n`;
  const cr = websiteCr.replace('  image: nginx:1.27\n', '');
  for (const text of [crd, list]) {
    world = await commandWorld({
      files: { 'katalog.yaml': websiteKatalog(), 'cr.yaml': cr, 'crd.yaml': text },
    });

    const { stdout } = await world.ork('template', '--cr', 'cr.yaml');
    await world.remove();
    world = undefined;

    expect(stdout).toContain('image: from-the-crd:1');
  }
});

describe('a crdFile', () => {
  const named = websiteKatalog((text) =>
    text.replace('      apiTypes:', '      crdFile: kinds.yaml\n      apiTypes:'),
  );

  test('is read for CRDs alone as well', async () => {
    world = await commandWorld({
      files: { 'katalog.yaml': named, 'kinds.yaml': `${crd}\n---\n${shop}` },
    });

    const { code, stderr, stdout } = await world.ork('generate', 'crd', '--all');

    expect(code).toBe(0);
    expect(stderr).toContain('ORK1009: Katalog shop-operator is left out: kinds.yaml');
    expect(stdout).not.toContain('Shop');
  });

  test('that the shell has just emptied can be generated', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': named, 'kinds.yaml': '' } });

    const generated = await world.ork('generate', 'crd', '--all');
    const validated = await world.ork('validate');

    expect([generated.code, generated.stderr]).toEqual([0, '']);
    expect(generated.stdout).toContain('websites.demo.orkestra.io');
    expect(validated.code).toBe(1);
    expect(validated.stdout).toContain('kinds.yaml is empty, expected a CustomResourceDefinition');
  });

  test('that is emptied cannot say what is to be generated', async () => {
    const alone = named.replace(/ {6}apiTypes:\n( {8}.*\n)+/, '');
    world = await commandWorld({ files: { 'katalog.yaml': alone, 'kinds.yaml': '' } });

    const { code, stderr, stdout } = await world.ork('generate', 'crd', '--all');

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('kinds.yaml is empty and apiTypes is missing');
  });
});

describe('a folder without katalog.yaml', () => {
  const files = {
    'ops/web.yaml': websiteKatalog(),
    'ops/rbac.yaml': '',
    'ops/values.yaml': 'a: [',
    'ops/deployment.yaml': deployment,
    'ops/package.json': '{ "name": "x" }',
  };

  test('stands for its Katalogs; other files in it are nobody’s business', async () => {
    world = await commandWorld({ files });

    const { code, stderr, stdout } = await world.ork('template', '-k', 'ops');

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('name: website-operator');
  });

  test('is told of whole where there is no Katalog in it', async () => {
    world = await commandWorld({ files: { 'ops/deployment.yaml': deployment } });

    const { code, stderr } = await world.ork('template', '-k', 'ops');

    expect(code).toBe(1);
    expect(stderr).toContain('no Katalog in this file, found Deployment');
  });
});

test('ork validate checks all Katalogs of a folder that was named, and leaves none out', async () => {
  world = await commandWorld({
    files: { 'ops/web.yaml': websiteKatalog(), 'ops/old-crds.yaml': shop },
  });

  const { code, stdout } = await world.ork('validate', 'ops');

  expect(code).toBe(0);
  expect(stdout).not.toContain('ORK1009');
  expect(stdout).toContain('Shop');
});

describe('standard input', () => {
  const both = `${websiteKatalog()}---\n${websiteCr}`;

  test.each([
    { argv: ['validate', '-f', '-'], stdin: both, printed: '1 document valid' },
    { argv: ['validate', '-'], stdin: both, printed: '1 document valid' },
    { argv: ['template', '-k', '-'], stdin: both, printed: 'name: website-operator' },
    { argv: ['template', '-f', '-', '--cr', '-'], stdin: both, printed: 'kind: Deployment' },
    { argv: ['template', '--cr', '-'], stdin: websiteCr, printed: 'kind: Deployment' },
    { argv: ['generate', 'crd', '-f', '-'], stdin: both, printed: 'CustomResourceDefinition' },
    { argv: ['generate', 'rbac', '-f', '-', '-o', 'yaml'], stdin: both, printed: 'ClusterRole' },
  ])('is what - means: $argv', async ({ argv, printed, stdin }) => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() }, stdin });

    const { code, stderr, stdout } = await world.ork(...argv);

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(printed);
  });

  test('has a name in problems, and is decoded as strictly as a file', async () => {
    world = await commandWorld({ stdin: 'a: [' });
    expect((await world.ork('validate', '-f', '-')).stdout).toContain('<stdin>:1:');
    await world.remove();
    world = await commandWorld({ stdin: Buffer.from([0x61, 0xff]) });
    const { code, stderr } = await world.ork('validate', '-f', '-');
    expect(code).toBe(66);
    expect(stderr).toContain('<stdin> is not UTF-8 text: byte 1 is 0xff');
  });

  test('cannot be rewritten', async () => {
    world = await commandWorld({ stdin: both });

    const { code, stderr } = await world.ork('validate', '-f', '-', '--fix');

    expect(code).toBe(64);
    expect(stderr).toContain('--fix rewrites files, and - is none');
  });
});

test.runIf(process.getuid?.() !== 0)(
  'a file beside that may not be read stops nothing',
  async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });
    await writeFile(join(world.folder, 'crd.yaml'), crd);
    await chmod(join(world.folder, 'crd.yaml'), 0);

    const { code, stdout } = await world.ork('validate');

    expect(code).toBe(0);
    expect(stdout).toContain('crd.yaml cannot be read: may not be read: permission denied');
  },
);
