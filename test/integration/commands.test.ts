import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLogger, systemClock } from '../../core/index.ts';
import { createDevCluster, type DevCluster } from '../../plugins/devcluster/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import {
  type CommandResult,
  type CommandWorld,
  commandWorld,
  websiteCr,
  websiteKatalog,
} from '../helpers/command-io.ts';

let world: CommandWorld | undefined;
let running: Promise<CommandResult> | undefined;
let cluster: DevCluster | undefined;

afterEach(async () => {
  world?.interrupt();
  await running;
  await cluster?.stop();
  await world?.remove();
  running = undefined;
  cluster = undefined;
});

const files = { 'katalog.yaml': websiteKatalog(), 'cr.yaml': websiteCr };

/** What matches on one of the outputs, once it is there. */
async function printed(pattern: RegExp, stream: 'stdout' | 'stderr' = 'stderr'): Promise<string> {
  await eventually(
    async () => world?.output[stream] ?? '',
    (text) => pattern.test(text),
  );
  const match = pattern.exec(world?.output[stream] ?? '');
  return match?.[1] ?? match?.[0] ?? '';
}

/** The CRD that would be inferred from the Katalog. */
async function websiteCrd(): Promise<string> {
  const other = await commandWorld({ files });
  const { stdout } = await other.ork('generate', 'crd');
  await other.remove();
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

describe('ork dev', () => {
  test('runs a Katalog without a CRD and creates the children of a custom resource', async () => {
    world = await commandWorld({ files });

    running = world.ork('dev', '--cr', 'cr.yaml', '--kubeconfig-out', 'kubeconfig');
    const done = await printed(/website default\/hello: .*\n/, 'stdout');
    const url = await printed(/Runtime API: (http:\S+)\/katalog/);
    const health = await (await fetch(`${url}/katalog/website/health`)).json();
    const { mode } = await stat(join(world.folder, 'kubeconfig'));
    world.interrupt();
    const { code } = await running;

    expect(done).toContain('created deployments/hello, created services/hello');
    expect(health).toMatchObject({ name: 'website', state: 'healthy', lastError: '' });
    expect((mode & 0o777).toString(8)).toBe('600');
    expect(code).toBe(0);
  });

  test('stays up when a custom resource is refused, says where and why, and takes the corrected file', async () => {
    const limited = websiteKatalog((text) =>
      text.replace(
        '      operatorBox:',
        '      validation:\n        rules:\n          - { field: spec.replicas, max: "3", message: too many }\n      operatorBox:',
      ),
    );
    const wrong = websiteCr.replace('replicas: 2', 'replicas: 20');
    world = await commandWorld({ files: { 'katalog.yaml': limited, 'cr.yaml': wrong } });

    running = world.ork('dev', '--cr', 'cr.yaml');
    const refusal = await printed(/cr\.yaml:\d+:\d+: error [\s\S]*?as soon as it changes\n/);
    await writeFile(join(world.folder, 'cr.yaml'), 'spec: [');
    const unreadable = await printed(/ORK_DOCUMENT_INVALID.*\n/);
    await writeFile(join(world.folder, 'cr.yaml'), websiteCr);
    const done = await printed(/website default\/hello: .*\n/, 'stdout');
    world.interrupt();
    const { code } = await running;

    expect(refusal).toContain('cr.yaml:7:3: error ORK_API_INVALID: Website hello is refused');
    expect(refusal).toContain('spec.replicas');
    expect(refusal).toContain('CRD websites.demo.orkestra.io was generated from katalog.yaml');
    expect(refusal).toContain('    7 |   replicas: 20');
    expect(refusal).toContain('ork generate crd -k katalog.yaml --out crd.yaml');
    expect(unreadable).toContain('cr.yaml:1:');
    expect(done).toContain('created deployments/hello');
    expect(code).toBe(0);
  });

  test('stays up when a CRD that somebody wrote is refused, and takes the corrected one with what needs it', async () => {
    const crd = await websiteCrd();
    // A schema without a type, which the API server does not take.
    const wrong = crd.replace('openAPIV3Schema:\n          type: object', 'openAPIV3Schema:');
    world = await commandWorld({ files: { ...files, 'crd.yaml': wrong } });

    running = world.ork('dev', '--cr', 'cr.yaml');
    const refusal = await printed(/crd\.yaml:\d+:\d+: error [\s\S]*?as soon as it changes\n/);
    await printed(/cr\.yaml:1:1: error .*does not serve/);
    await writeFile(join(world.folder, 'crd.yaml'), crd);
    const done = await printed(/website default\/hello: .*\n/, 'stdout');
    world.interrupt();
    const { code } = await running;

    expect(wrong).not.toBe(crd);
    expect(refusal).toContain('CustomResourceDefinition websites.demo.orkestra.io is refused');
    expect(done).toContain('created deployments/hello');
    expect(code).toBe(0);
  });

  test('takes a CRD that comes to stand beside the Katalog, in place of the generated one', async () => {
    const bounded = (await websiteCrd()).replace(
      'kind: Website\n',
      'kind: Website\n    shortNames: [ws]\n',
    );
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    running = world.ork('dev');
    await printed(/Runtime API/);
    await writeFile(join(world.folder, 'crd.yaml'), 'spec: [');
    await printed(/ORK_DOCUMENT_INVALID: crd\.yaml:1:.*\n/);
    await writeFile(join(world.folder, 'crd.yaml'), bounded);
    const told = await printed(/CRD websites.demo.orkestra.io is now that of crd.yaml.*\n/);
    world.interrupt();
    const { code } = await running;

    expect(told).toContain('katalog.yaml itself is read again when ork dev is started again');
    expect(code).toBe(0);
  });

  test('runs the Katalog that was named, and none of the files beside it', async () => {
    const shop = websiteKatalog((text) =>
      text.replace(/[Ww]ebsite/g, (word) => (word === 'Website' ? 'Shop' : 'shop')),
    );
    world = await commandWorld({
      files: { 'web.yaml': websiteKatalog(), 'old-crds.yaml': shop, 'other.yaml': shop },
    });

    running = world.ork('dev', '-k', 'web.yaml');
    const url = await printed(/Runtime API: (http:\S+)\/katalog/);
    const text = await (await fetch(`${url}/katalog`)).text();
    world.interrupt();
    const { stderr } = await running;

    expect(text).toContain('website');
    expect(text).not.toContain('shop');
    expect(stderr).toContain('ORK1009: Katalog shop-operator is left out: old-crds.yaml');
  });

  test('a kind that is not served is refused like a value that is wrong', async () => {
    const other = websiteCr.replace('kind: Website', 'kind: Websites');
    world = await commandWorld({ files: { ...files, 'cr.yaml': other } });

    running = world.ork('dev', '--cr', 'cr.yaml');
    const refusal = await printed(/cr\.yaml:1:1: error .*\n/);
    world.interrupt();
    const { code } = await running;

    expect(refusal).toContain('does not serve demo.orkestra.io/v1alpha1/Websites of hello');
    expect(code).toBe(0);
  });

  test('prints decision records as JSON lines and nothing else on stdout', async () => {
    world = await commandWorld({ files });

    running = world.ork('dev', '--cr', 'cr.yaml', '--explain', '-o', 'json');
    await printed(/"created"/, 'stdout');
    world.interrupt();
    const { stdout } = await running;

    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records[0]).toMatchObject({ crd: 'website', object: 'default/hello', writes: 3 });
  });

  test('says what a port that is taken, and a kubeconfig that cannot be written, come from', async () => {
    world = await commandWorld({ files });
    cluster = createDevCluster({ clock: systemClock, log: silentLogger });
    await cluster.start(new AbortController().signal);
    const { port } = new URL(cluster.url);

    const taken = await world.ork('dev', '--cluster-port', port);
    const unwritable = await world.ork('dev', '--kubeconfig-out', 'katalog.yaml/kubeconfig');

    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain(
      `ORK_HTTP_UNAVAILABLE: the development cluster cannot listen on 127.0.0.1:${port}: it is in use`,
    );
    expect(taken.stderr).toContain('Give --cluster-port another number');
    expect(unwritable.code).toBe(1);
    expect(unwritable.stderr).toContain('ORK_FILE_UNWRITABLE');
  });

  test('refuses a form of records that are not printed, and a file without a custom resource', async () => {
    world = await commandWorld({ files });

    const form = await world.ork('dev', '-o', 'json');
    const file = await world.ork('dev', '--cr', 'katalog.yaml');

    expect(form.code).toBe(64);
    expect(form.stderr).toContain('Give --explain as well');
    expect(file.code).toBe(1);
    expect(file.stderr).toContain('katalog.yaml holds no custom resource');
  });

  test('refuses a faulty Katalog before anything starts', async () => {
    world = await commandWorld({
      files: { 'katalog.yaml': websiteKatalog((text) => text.replace('image:', 'imgae:')) },
    });

    const { code, stderr } = await world.ork('dev');

    expect(code).toBe(1);
    expect(stderr).toContain('did you mean image?');
    expect(stderr).toContain('ork: error ORK_DOCUMENT_INVALID: 2 errors in the documents');
  });
});

describe('ork run', () => {
  async function startCluster(): Promise<void> {
    cluster = createDevCluster({ clock: systemClock, log: silentLogger });
    await cluster.start(new AbortController().signal);
    await cluster.writeKubeconfig(join(world?.folder ?? '', 'kubeconfig'));
  }

  test('applies the CRD that crdFile names and starts when it is served', async () => {
    world = await commandWorld({ files });
    await world.ork('generate', 'crd', '--out', 'website.yaml');
    const katalog = websiteKatalog((text) =>
      text.replace('      apiTypes:', '      crdFile: website.yaml\n      apiTypes:'),
    );
    await writeFile(join(world.folder, 'katalog.yaml'), katalog);
    await startCluster();

    running = world.ork('run', '--kubeconfig', join(world.folder, 'kubeconfig'), '--port', '0');
    await printed(/workers started/);
    world.interrupt();

    expect((await running).code).toBe(0);
  });

  test('works in a cluster and stops with exit code 0', async () => {
    world = await commandWorld({ files });
    await world.ork('generate', 'crd', '--out', 'crd.yaml');
    await startCluster();

    running = world.ork(
      'run',
      '--kubeconfig',
      join(world.folder, 'kubeconfig'),
      '--apply-cr',
      '--port',
      '0',
      '--explain',
    );
    await printed(/created: absent onCreate\.deployments\[0\]/, 'stdout');
    const url = await printed(/"url":"(http:[^"]+)"/);
    const katalog = (await (await fetch(`${url}/katalog`)).json()) as object;
    const metrics = await (await fetch(`${url}/metrics`)).text();
    world.interrupt();
    const { code, stderr } = await running;

    expect(katalog).toMatchObject({ OrkReady: true, isKonductor: true, healthy: true });
    expect(metrics).toMatch(/^controller_reconcile_total\{crd="website",result="success"\} [1-9]/m);
    expect(stderr).toContain('leadership won');
    expect(code).toBe(0);
  });

  test('takes custom resources alone from the cr.yaml of --apply-cr', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: mine }\n';
    world = await commandWorld({ files: { ...files, 'cr.yaml': `${websiteCr}---\n${secret}` } });
    await world.ork('generate', 'crd', '--out', 'crd.yaml');
    await startCluster();

    const kubeconfig = join(world.folder, 'kubeconfig');
    running = world.ork(
      'run',
      '--kubeconfig',
      kubeconfig,
      '--apply-cr',
      '--port',
      '0',
      '--explain',
    );
    await printed(/created: absent onCreate\.deployments\[0\]/, 'stdout');
    world.interrupt();
    const { code, stderr } = await running;

    expect(code).toBe(0);
    expect(stderr).toContain(
      'Secret mine of cr.yaml is left out: it is read for custom resources alone',
    );
  });

  test('answers probes and keeps trying while the API server cannot be reached', async () => {
    const [port, apiPort] = [await freePort(), await freePort()];
    const kubeconfig = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'x',
      clusters: [{ name: 'x', cluster: { server: `http://127.0.0.1:${apiPort}` } }],
      contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
      users: [{ name: 'x', user: {} }],
    });
    world = await commandWorld({ files: { ...files, kubeconfig } });

    running = world.ork(
      'run',
      '--kubeconfig',
      join(world.folder, 'kubeconfig'),
      '--port',
      String(port),
    );
    await printed(/API server cannot be reached, trying again/);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    const live = await fetch(`http://127.0.0.1:${port}/livez`);
    world.interrupt();
    const { code } = await running;

    expect([ready.status, live.status]).toEqual([503, 200]);
    expect(code).toBe(0);
  });

  test('says that a kubeconfig is not there', async () => {
    world = await commandWorld({ files });

    const { code, stderr } = await world.ork('run', '--kubeconfig', 'nowhere');

    expect(code).toBe(66);
    expect(stderr).toContain('ORK_KUBECONFIG_INVALID');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
