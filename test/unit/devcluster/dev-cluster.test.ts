import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { silentLogger } from '../../../core/log.ts';
import { createDevCluster } from '../../../plugins/devcluster/index.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { configMap, MAPS, startCluster } from './start-cluster.ts';

test('creating a cluster opens no port', () => {
  const cluster = createDevCluster({ clock: fakeClock(), log: silentLogger });

  expect(() => cluster.url).toThrow(TypeError);
});

test('the kubeconfig holds address, authority and token, for its owner alone', async () => {
  const { cluster } = await startCluster();
  const folder = await mkdtemp(join(tmpdir(), 'devcluster-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'kubeconfig');
  await writeFile(path, 'something older', { mode: 0o644 });

  await cluster.writeKubeconfig(path);

  const config = parse(await readFile(path, 'utf8'));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(config.clusters[0].cluster.server).toBe(cluster.url);
  expect(config.users[0].user.token).toBe(cluster.token);
  expect(
    Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString(),
  ).toBe(cluster.certificate);
});

test('a request that names another host is refused, token or not', async () => {
  const { client } = await startCluster();

  const { status } = await client.get(MAPS, { headers: { host: 'rebound.example.com' } });

  expect(status).toBe(403);
});

test('no answer allows other origins', async () => {
  const { client } = await startCluster();

  const { status } = await client.request('OPTIONS', MAPS, undefined, {
    headers: { origin: 'https://example.com' },
  });

  expect(status).toBe(404);
});

test('a body past 3 MiB is refused', async () => {
  const { client } = await startCluster();
  const data = { big: 'x'.repeat(3 * 1024 * 1024) };

  const { status, body } = await client.post(MAPS, configMap('big', { data }));

  expect(status).toBe(413);
  expect(body.reason).toBe('RequestEntityTooLarge');
});

test('a field that would reach the prototype is refused', async () => {
  const { client } = await startCluster();

  const { status } = await client.request('POST', MAPS, '{"__proto__":{"polluted":true}}');

  expect(status).toBe(400);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('stopping ends open watches and frees the port', async () => {
  const { cluster, client } = await startCluster();
  const watching = client.watch(`${MAPS}?watch=true`, () => false);
  const { url } = cluster;

  await cluster.stop();

  await expect(watching.catch(() => 'broken off')).resolves.toBeDefined();
  const next = createDevCluster({
    clock: fakeClock(),
    log: silentLogger,
    port: Number(new URL(url).port),
  });
  await next.start(new AbortController().signal);
  expect(next.url).toBe(url);
  await next.stop();
});

test('aborting the signal given to start stops the cluster', async () => {
  const stop = new AbortController();
  const cluster = createDevCluster({ clock: fakeClock(), log: silentLogger });
  await cluster.start(stop.signal);

  stop.abort();
  await cluster.stop();

  const next = createDevCluster({
    clock: fakeClock(),
    log: silentLogger,
    port: Number(new URL(cluster.url).port),
  });
  await next.start(new AbortController().signal);
  await next.stop();
});
