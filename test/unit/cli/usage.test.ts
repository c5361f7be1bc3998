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
    { argv: ['help', 'validte'], told: "unknown command 'validte', did you mean validate?" },
    { argv: ['help', 'generate', 'rback'], told: "unknown command 'rback', did you mean rbac?" },
    { argv: ['generate', 'help', 'crx'], told: "unknown command 'crx', did you mean crd?" },
    { argv: ['validte', '--help'], told: "unknown command 'validte', did you mean validate?" },
    { argv: ['generate', 'rback', '-h'], told: "unknown command 'rback', did you mean rbac?" },
    { argv: ['generate', 'crd', '--all', '--crd', 'x'], told: '--all and --crd exclude' },
    { argv: ['init', 'x', '--list'], told: '--list writes nothing, so x cannot be meant' },
    { argv: ['init', '-l', '--force'], told: 'so --force cannot be meant' },
    { argv: ['run', '-v', '--log-level', 'warn'], told: '--verbose and --log-level exclude' },
    { argv: ['dev', '-v', '--log-level', 'warn'], told: '--verbose and --log-level exclude' },
    { argv: ['validate', '--full', '-o', 'sarif'], told: 'so --full cannot be meant' },
    { argv: ['dev', 'something'], told: 'unexpected argument something' },
    { argv: ['template', 'one', 'two'], told: 'unexpected arguments one two' },
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

  test.each([['run'], ['dev'], ['template'], ['generate', 'crd'], ['generate', 'rbac']])(
    'asks whether a file was meant as a Katalog (%s %s)',
    async (...command) => {
      world = await commandWorld({ files: { 'a.yaml': '', 'b.yaml': '' } });

      const one = await world.ork(...command, 'a.yaml');
      const two = await world.ork(...command, 'a.yaml', 'b.yaml');

      expect([one.code, two.code]).toEqual([64, 64]);
      expect(one.stderr).toContain('unexpected argument a.yaml, did you mean -k a.yaml?');
      expect(two.stderr).toContain('arguments a.yaml b.yaml, did you mean -k a.yaml -k b.yaml?');
    },
  );

  test.each([
    { argv: ['help', 'generate', 'rbac'], usage: 'Usage: ork generate rbac' },
    { argv: ['generate', 'help', 'rbac'], usage: 'Usage: ork generate rbac' },
    { argv: ['help', 'generate'], usage: 'Usage: ork generate' },
    { argv: ['help', 'run', '-h'], usage: 'Usage: ork run' },
    { argv: ['help'], usage: 'Usage: ork' },
  ])('shows the help that $argv asks for', async ({ argv, usage }) => {
    world = await commandWorld();

    const { code, stderr, stdout } = await world.ork(...argv);

    expect(code).toBe(0);
    expect(stdout.split(' [')[0]).toBe(usage);
    expect(stderr).toBe('');
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
