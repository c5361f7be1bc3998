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

test.each([
  { method: 'GET', path: 'pods/there/log', reason: 'there are no logs' },
  { method: 'GET', path: 'pods/there/exec', reason: 'nothing to execute in' },
  { method: 'POST', path: 'pods/there/portforward', reason: 'carries no traffic' },
  { method: 'POST', path: 'serviceaccounts/there/token', reason: 'issues no tokens' },
])('$method $path says why a model cannot do it', async ({ method, path, reason }) => {
  const { client } = await startCluster();
  const namespace = '/api/v1/namespaces/default';
  const metadata = { name: 'there' };
  const spec = { containers: [{ name: 'main', image: 'x' }] };
  await client.post(`${namespace}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata, spec });
  await client.post(`${namespace}/serviceaccounts`, { metadata });

  const there = await client.request(method, `${namespace}/${path}`);
  const missing = await client.request(method, `${namespace}/${path.replace('there', 'nowhere')}`);

  expect(there.status).toBe(501);
  expect(there.body.message).toContain(reason);
  expect(missing.status).toBe(404);
});

test('a verbose probe lists its checks', async () => {
  const { client } = await startCluster();

  const { body } = await client.get('/readyz?verbose');

  expect(body).toBe('[+]ping ok\nreadyz check passed\n');
});

test('OpenAPI v2 is there in protobuf for kubectl, and not in JSON', async () => {
  const { client } = await startCluster();
  const accept = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

  const protobuf = await client.get('/openapi/v2', { accept });
  const json = await client.get('/openapi/v2');

  expect(protobuf.status).toBe(200);
  expect(protobuf.body).toContain('/api/v1/namespaces/{name}');
  expect(protobuf.body).toContain('fieldValidation');
  expect(json.status).toBe(406);
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
