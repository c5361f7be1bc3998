import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../e2e/support/eventually.ts';
import { type CommandWorld, commandWorld, websiteKatalog } from '../helpers/command-io.ts';

const worlds: CommandWorld[] = [];
const runs: Promise<unknown>[] = [];
let server: Server | undefined;

afterEach(async () => {
  for (const world of worlds) world.interrupt();
  await Promise.all(runs.splice(0));
  server?.close();
  server = undefined;
  for (const world of worlds.splice(0)) await world.remove();
});

const [DEAD, ALIVE] = [4_100_001, 4_100_002];
const machine = hostname().replace(/[^\w.]/g, '_');
const folderOf = (id: number, name = machine): string => `ork-dev-${name}-${id}-abcdef`;

/** A folder in which `ork dev` can run, with its temporary files below `tmp`. */
async function aWorld(files: Readonly<Record<string, string>> = {}): Promise<CommandWorld> {
  const env: Record<string, string> = {};
  const world = await commandWorld({
    files: { 'katalog.yaml': websiteKatalog(), 'tmp/mine.txt': '', ...files },
    env,
    running: [ALIVE],
  });
  env['TMPDIR'] = join(world.folder, 'tmp');
  worlds.push(world);
  return world;
}

/** Starts `ork dev` and waits until it is up. */
async function start(world: CommandWorld, ...args: string[]): Promise<void> {
  runs.push(world.ork('dev', ...args));
  await eventually(
    async () => world.output.stderr,
    (text) => text.includes('Development cluster is up'),
  );
}

async function listen(): Promise<number> {
  server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function kubeconfigOf(port: number, name = 'orkestra-dev'): string {
  const cluster = { server: `https://127.0.0.1:${port}` };
  return JSON.stringify({ 'current-context': name, clusters: [{ name, cluster }] });
}

describe('what ork dev keeps in files', () => {
  test('is gone when it stops', async () => {
    const world = await aWorld();
    await start(world, '--kubeconfig-out', 'kubeconfig');
    const meanwhile = await readdir(join(world.folder, 'tmp'));
    world.interrupt();
    await Promise.all(runs.splice(0));

    expect(meanwhile).toContainEqual(expect.stringMatching(/^ork-dev-/));
    expect(await readdir(join(world.folder, 'tmp'))).toEqual(['mine.txt']);
    expect(await readdir(world.folder)).not.toContain('kubeconfig');
  });

  test('is gone when the process ends at once', async () => {
    const world = await aWorld();
    await start(world, '--kubeconfig-out', 'kubeconfig');

    world.exit();

    expect(await readdir(join(world.folder, 'tmp'))).toEqual(['mine.txt']);
    expect(await readdir(world.folder)).not.toContain('kubeconfig');
  });

  test('is gone with the next start when the process was killed, and only then', async () => {
    const kept = [folderOf(ALIVE), folderOf(DEAD, 'elsewhere'), 'ork-dev-abcdef', 'mine.txt'];
    const world = await aWorld(
      Object.fromEntries(
        [...kept.slice(0, 3), folderOf(DEAD)].map((name) => [`tmp/${name}/kubeconfig`, 'token']),
      ),
    );

    await start(world);
    world.interrupt();
    await Promise.all(runs.splice(0));

    expect((await readdir(join(world.folder, 'tmp'))).sort()).toEqual(kept.sort());
  });

  test.each([
    { what: 'the configuration of the user', text: kubeconfigOf(1, 'production'), told: 'not of' },
    { what: 'any other file', text: 'a: [', told: 'exists already and is not of ork dev' },
  ])('never replaces $what', async ({ text, told }) => {
    const world = await aWorld({ config: text });

    const { code, stderr } = await world.ork('dev', '--kubeconfig-out', 'config');

    expect(code).toBe(1);
    expect(stderr).toContain(told);
    expect(stderr).toContain('Give --kubeconfig-out another file');
    expect(await readFile(join(world.folder, 'config'), 'utf8')).toBe(text);
  });

  test('never replaces the kubeconfig of another that runs, but that of one that does not', async () => {
    const port = await listen();
    const world = await aWorld({ config: kubeconfigOf(port) });

    const refused = await world.ork('dev', '--kubeconfig-out', 'config');
    server?.close();
    await start(world, '--kubeconfig-out', 'config');

    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      `config is the kubeconfig of another ork dev, which runs at https://127.0.0.1:${port}`,
    );
    expect(await readFile(join(world.folder, 'config'), 'utf8')).toContain('token:');
  });
});

describe('two on one machine', () => {
  test('run beside each other, in one folder too', async () => {
    const first = await aWorld();
    await start(first);
    const second = await aWorld();
    await start(second);

    const urls = [first, second].map(({ output }) => /Runtime API: (\S+)/.exec(output.stderr)?.[1]);

    expect(new Set(urls).size).toBe(2);
  });

  test.each([
    { option: '--port', hint: 'Give --port another number, 0 for a free one' },
    { option: '--cluster-port', hint: 'Give --cluster-port another number' },
  ])('the second says that the port of $option is taken', async ({ hint, option }) => {
    const port = await listen();
    const world = await aWorld();

    const { code, stderr } = await world.ork('dev', option, String(port));

    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port}: it is in use`);
    expect(stderr).toContain(hint);
    expect(await readdir(join(world.folder, 'tmp'))).toEqual(['mine.txt']);
  });

  test('the second ork run says the same of its HTTP API', async () => {
    const port = await listen();
    const world = await aWorld();
    const kubeconfig = {
      ...JSON.parse(kubeconfigOf(1, 'x')),
      contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
      users: [{ name: 'x', user: {} }],
    };
    const path = join(world.folder, 'kubeconfig');
    await writeFile(path, JSON.stringify(kubeconfig));

    const { code, stderr } = await world.ork('run', '--kubeconfig', path, '--port', String(port));

    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port}: it is in use`);
    expect(stderr).toContain('Give --port another number, 0 for a free one');
  });
});
