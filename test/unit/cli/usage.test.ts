import { afterEach, describe, expect, test } from 'vitest';
import { type CommandWorld, commandWorld } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

describe('the command line', () => {
  test.each([
    { argv: ['runn'], told: "unknown command 'runn', did you mean run?" },
    { argv: ['run', '--explan'], told: "unknown option '--explan', did you mean --explain?" },
    { argv: ['generate'], told: 'ork generate needs a command' },
    { argv: ['generate', 'crx'], told: "unknown command 'crx', did you mean crd?" },
    { argv: ['run', '-k'], told: "option '-k, --katalog <path>' argument missing" },
    { argv: ['version', '-o', 'xml'], told: '-o is xml, expected one of text, json, yaml' },
    {
      argv: ['completion', 'csh'],
      told: 'shell is csh, expected one of bash, zsh, fish, powershell',
    },
    { argv: ['completion'], told: "missing required argument 'shell'" },
    { argv: ['version', 'extra'], told: "too many arguments for 'version'" },
    { argv: ['run', 'postgres:v14'], told: 'Katalogs from an OCI registry are not built yet' },
    { argv: ['run', 'oci://example.test/a/b'], told: 'from an OCI registry are not built yet' },
    { argv: ['run', 'something'], told: 'unexpected argument something' },
    {
      argv: ['init', 'x', '--pack', 'beginer'],
      told: 'no example is called beginer, did you mean beginner?',
    },
    { argv: ['dev', '--cluster-port', 'x'], told: '--cluster-port is "x", expected 0 to 65535' },
    {
      argv: ['run', '--workers', 'abc'],
      told: '--workers is "abc", expected a whole number from 1 to 50',
    },
  ])('refuses $argv with exit code 64', async ({ argv, told }) => {
    world = await commandWorld();

    const { code, stderr, stdout } = await world.ork(...argv);

    expect(code).toBe(64);
    expect(stderr).toContain(told);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
  });

  test('asks whether a file was meant as a Katalog', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': '' } });

    const { code, stderr } = await world.ork('run', 'katalog.yaml');

    expect(code).toBe(64);
    expect(stderr).toContain('unexpected argument katalog.yaml, did you mean -k katalog.yaml?');
  });

  test('prints help on stdout when nothing is asked', async () => {
    world = await commandWorld();

    const { code, stderr, stdout } = await world.ork();

    expect(code).toBe(0);
    expect(stdout).toContain('Usage: ork');
    expect(stderr).toBe('');
  });

  test.each(['init', 'dev', 'run', 'validate', 'template', 'generate', 'version', 'completion'])(
    'help of %s has an example',
    async (name) => {
      world = await commandWorld();

      const { code, stdout } = await world.ork(name, '--help');

      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples:\n {2}# .+\n {2}\$ .+/);
    },
  );

  test('tells its version in every form', async () => {
    world = await commandWorld();

    expect((await world.ork('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await world.ork('version')).stdout).toContain('Node 20.19.0');
    expect(JSON.parse((await world.ork('version', '-o', 'json')).stdout)).toMatchObject({
      language: 'orkestra.orkspace.io/v1',
    });
    expect((await world.ork('version', '-o', 'yaml')).stdout).toContain('node: 20.19.0');
  });
});

describe('colours', () => {
  const broken = { 'katalog.yaml': 'kind: [' };

  test('stand on a terminal', async () => {
    world = await commandWorld({ files: broken, isTty: true });

    expect((await world.ork('validate')).stdout).toContain('\u001B[31m');
  });

  test.each([
    { where: 'elsewhere', options: {} },
    { where: 'with NO_COLOR', options: { isTty: true, env: { NO_COLOR: '1' } } },
    { where: 'on a dumb terminal', options: { isTty: true, env: { TERM: 'dumb' } } },
  ])('do not stand $where', async ({ options }) => {
    world = await commandWorld({ files: broken, ...options });

    const { stderr, stdout } = await world.ork('validate');

    expect(stdout + stderr).not.toContain('\u001B');
  });
});
